import { createHash } from 'node:crypto'
import type { UsageAnswerWire } from '@/lib/domain/metering/wire'
import type { BatchAnswerWire } from '@/lib/web/batch-answer'
import type { Dice } from './dice'
import type { HttpAnswer } from './http-client'

const SINGLE_SHARE = 0.7
const BATCH_EVENTS_MAX = 40
const REPORT_SHARE = 0.1
const HOT_SHARE = 0.3

/** A usage event as it goes over the wire. */
export interface WireEvent {
  id: string
  source: string
  account: string
  action: string
  quantities: Record<string, number>
  occurredAt: string
  mode: 'admit' | 'report'
}

/** One request with its events; `tokens` is what each must cost, computed here and not by the product. */
export interface UsageRequest {
  n: number
  path: '/api/v1/usage' | '/api/v1/usage/batch'
  events: WireEvent[]
  tokens: string[]
}

/** What one event was answered. Status 0: the connection was cut. `digest` is of the whole charge and the balance after it. */
export interface EventOutcome {
  status: number
  chargeId?: string
  tokens?: string
  digest?: string
  /** Whether it had been recorded before this answer. */
  isReplayed?: boolean
}

interface DrawnEvent {
  event: WireEvent
  tokens: number
}

/** A request to the hot account (the first) or any other, of one event or several, priced per call or by rounded products. */
export function drawRequest(dice: Dice, n: number, source: string, accounts: readonly string[]): UsageRequest {
  const isSingle = dice.fraction() < SINGLE_SHARE
  const count = isSingle ? 1 : dice.whole(2, BATCH_EVENTS_MAX)
  const drawn = Array.from({ length: count }, (_, i) => drawEvent(dice, `${n}-${i}`, source, accounts))
  return {
    n,
    path: isSingle ? '/api/v1/usage' : '/api/v1/usage/batch',
    events: drawn.map(({ event }) => event),
    tokens: drawn.map(({ tokens }) => String(tokens)),
  }
}

function drawEvent(dice: Dice, id: string, source: string, accounts: readonly string[]): DrawnEvent {
  const account = (dice.fraction() < HOT_SHARE ? accounts[0] : undefined) ?? dice.pick(accounts)
  const mode = dice.fraction() < REPORT_SHARE ? ('report' as const) : ('admit' as const)
  const base = { id, source, account, mode, occurredAt: new Date().toISOString() }
  const [one, other] = [dice.whole(1, 9), dice.whole(0, 400)]
  // The test rate card: "unit" costs 1 a call; "chat" 1/10 an input and 3/10 an output, rounded up to whole tokens, at least 1.
  return dice.fraction() < 0.5
    ? { event: { ...base, action: 'unit', quantities: { call: one } }, tokens: one }
    : {
        event: { ...base, action: 'chat', quantities: { input: other, output: one } },
        tokens: Math.max(1, Math.ceil((other + 3 * one) / 10)),
      }
}

/** The body as it is sent, the same each time. */
export function bodyOf({ path, events }: UsageRequest): string {
  return JSON.stringify(path === '/api/v1/usage' ? events[0] : events)
}

/** What became of each event of the request. */
export function outcomesOf(request: UsageRequest, answer: HttpAnswer | undefined): EventOutcome[] {
  if (answer?.status !== 200) return request.events.map(() => ({ status: answer?.status ?? 0 }))
  if (request.path === '/api/v1/usage') return [charged(JSON.parse(answer.text) as UsageAnswerWire)]
  const { results } = JSON.parse(answer.text) as BatchAnswerWire
  return results.map((result) => ('charge' in result ? charged(result) : { status: result.status }))
}

function charged({
  charge,
  balance,
  replayed,
}: Pick<UsageAnswerWire, 'charge' | 'balance' | 'replayed'>): EventOutcome {
  const digest = createHash('sha256')
    .update(JSON.stringify([charge, balance]))
    .digest('base64url')
    .slice(0, 16)
  return { status: 200, chargeId: charge.id, tokens: charge.tokens, digest, isReplayed: replayed }
}
