import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { CaptureAnswer, HoldAnswer, ReleaseAnswer } from '@/lib/domain/metering/hold-wire'
import type { UsageAnswerWire } from '@/lib/domain/metering/wire'
import type { BatchAnswerWire } from '@/lib/web/batch-answer'
import type { HttpAnswer } from './http-client'
import type { LoadRequest } from './load-request'

/** What one item of a request was answered. */
export interface Outcome {
  /** 0: the connection was cut. */
  status: number
  /** The kind of the problem, of all but 200. */
  problem?: string
  /** Of the charge; of the hold that was opened or released. */
  id?: string
  /** What was charged, held or given back. */
  tokens?: string
  /** When it was recorded. */
  at?: string
  /** Of all of the answer that is a record. */
  digest?: string
  /** Whether it had been recorded before this answer. */
  isReplayed?: boolean
}

/** The right refusals: no tokens, no room in a window, a hold that ended otherwise, an account with its fill of open holds. */
export const REFUSALS = [
  '402 insufficient-tokens',
  '429 window-full',
  '409 hold-resolved',
  '429 too-many-holds',
] as const

/** The status and what it is about, such as "200", "402 insufficient-tokens", or "0" for a cut connection. */
export function nameOf({ status, problem }: Outcome): string {
  return problem === undefined ? `${status}` : `${status} ${problem}`
}

/** Whether the same request, sent again, would be answered alike: it was done, or refused for a reason of its own. */
export function isFinal(outcome: Outcome): boolean {
  return outcome.status === 200 || REFUSALS.some((refusal) => refusal === nameOf(outcome))
}

/** What became of each item of the request. */
export function outcomesOf(request: LoadRequest, answer: HttpAnswer | undefined): Outcome[] {
  if (answer?.status !== 200) return request.items.map(() => refused(answer))
  const body: unknown = JSON.parse(answer.text)
  switch (request.kind) {
    case 'usage':
      return request.path.endsWith('/batch')
        ? (body as BatchAnswerWire).results.map((result) =>
            'charge' in result ? charged(result) : { status: result.status, problem: kindOf(result.problem.type) },
          )
        : [charged(body as UsageAnswerWire)]
    case 'hold':
      return [held(body as z.output<typeof HoldAnswer>)]
    case 'capture':
      return [charged(body as z.output<typeof CaptureAnswer>)]
    case 'release':
      return [released(body as z.output<typeof ReleaseAnswer>)]
  }
}

function refused(answer: HttpAnswer | undefined): Outcome {
  if (!answer) return { status: 0 }
  const type = /"type":"([^"]*)"/.exec(answer.text)?.[1] ?? 'no problem document'
  return { status: answer.status, problem: kindOf(type) }
}

function kindOf(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1)
}

type Charged = Pick<UsageAnswerWire, 'charge' | 'balance' | 'replayed'> & { hold?: unknown }

function charged({ charge, balance, replayed, hold }: Charged): Outcome {
  const { id, tokens, recordedAt } = charge
  return { status: 200, id, tokens, at: recordedAt, digest: digestOf([charge, balance, hold]), isReplayed: replayed }
}

/** A hold is told as it stands; what does not change is as it was opened. */
function held({ hold, balance, replayed }: z.output<typeof HoldAnswer>): Outcome {
  const { state: _, captured: __, returned: ___, resolvedAt: ____, charge: _____, ...opened } = hold
  const { id, tokens, createdAt } = hold
  return { status: 200, id, tokens, at: createdAt, digest: digestOf([opened, balance]), isReplayed: replayed }
}

function released({ hold, balance, replayed }: z.output<typeof ReleaseAnswer>): Outcome {
  const { id, returned, resolvedAt } = hold
  const at = resolvedAt ?? ''
  return { status: 200, id, tokens: returned, at, digest: digestOf([hold, balance]), isReplayed: replayed }
}

function digestOf(record: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 16)
}
