import type { RateCard, RateCardLine } from '../catalogue/model'
import { type Pricing, priceUsage } from '../catalogue/price-usage'
import { DAY, HOUR, type Instant, instantToIso, MINUTE } from '../instants'
import type { Book, Entry, Grant, Transaction } from '../ledger/model'
import { planDrawdown } from '../ledger/plan-drawdown'
import { nextInstant } from '../ledger/posting'
import { Refusal } from '../refusals'
import type { Tokens } from '../tokens'
import { insufficientTokens } from './insufficient-tokens'
import type { ChargeView, UsageEvent } from './model'
import { moneyMilliOf, OPERATION, type OpenAccount, requireActive } from './open-account'

/** Clocks of reporters may run ahead by this much. */
export const FUTURE_TOLERANCE: Instant = 5n * MINUTE
/** Older events are refused: their idempotency keys are kept for 45 days, so a replay is always recognised. */
export const EVENT_AGE_MAX: Instant = 35n * DAY
/** From this age on an event is flagged late: it burns at arrival and is reported in the hour it occurred. */
export const LATE_AFTER: Instant = HOUR

/** A charge, and how long a slow quota asks the service to wait before the work. */
export interface PlannedCharge {
  readonly charge: ChargeView
  readonly delay: Instant
}

/**
 * Prices one event with the card in force when it occurred, asks the account's quotas and draws it from its grants. Refuses what may
 * not be admitted and leaves the account as it was; mode 'report' is never refused for lack of tokens or a full window, the
 * shortfall goes to debt.
 */
export function planUsage(
  account: OpenAccount,
  event: UsageEvent,
  card: RateCard | null,
  chargeId: string,
  actor: string,
): PlannedCharge {
  const { now, open } = account
  const isDone = event.mode === 'report'
  requireActive(account.book, isDone)
  checkAge(event.occurredAt, now)
  const { version, pricing } = priceEvent(event, card)
  const tokens = pricing?.tokens ?? 0n
  const at = nextInstant(account.book, now)
  const entries = planPayment(account.book, event.actionKey, tokens, tokens, isDone, at)
  const weight = {
    tokens,
    operations: pricing ? OPERATION : 0n,
    money: moneyMilliOf(entries, account.book.grants),
    apiKeyId: event.apiKeyId,
    memberId: event.memberId,
  }
  const admitted = account.ask(weight, at, isDone)
  const transaction = tokens === 0n ? null : open.post({ kind: 'charge', entries, actor, reason: event.actionKey }, now)
  account.count(admitted)
  const charge = chargeView(account, event, { id: chargeId, version, pricing, entries, transaction })
  return { charge, delay: admitted.delay }
}

/** What `tokens` are drawn from, and the debt for what is missing; refuses it unless the work is done or the debt limit allows it. */
export function planPayment(
  book: Book,
  actionKey: string,
  tokens: Tokens,
  needed: Tokens,
  isDone: boolean,
  at: Instant,
): Entry[] {
  const { entries, shortfall } = planDrawdown(book.grants.values(), tokens, actionKey, at)
  if (shortfall === 0n) return [...entries]
  if (!isDone && book.debt + shortfall > book.debtLimit)
    throw insufficientTokens(book, { actionKey, needed, shortfall, undone: 'charged' }, at)
  return [...entries, { grantId: null, from: 'settled', to: 'debt', amount: shortfall }]
}

interface Priced {
  readonly id: string
  readonly version: number
  readonly pricing: Pricing | null
  readonly entries: readonly Entry[]
  readonly transaction: Transaction | null
}

/** The charge as the account is once it is posted. */
export function chargeView(
  { book, now }: OpenAccount,
  { fingerprint: _, status, ...event }: UsageEvent,
  { id, version, pricing, entries, transaction }: Priced,
): ChargeView {
  const recordedAt = transaction?.recordedAt ?? now
  return {
    ...event,
    id,
    status: status === 'failed' ? 'failed' : 'charged',
    recordedAt,
    late: recordedAt - event.occurredAt > LATE_AFTER,
    tokens: pricing?.tokens ?? 0n,
    rateCardVersion: version,
    pricing,
    paidFrom: paidFrom(entries, book.grants),
    owed: entries.filter((entry) => entry.grantId === null).reduce((sum, entry) => sum + entry.amount, 0n),
    availableAfter: book.available,
    debtAfter: book.debt,
    seq: transaction?.seq ?? null,
    reversedBy: null,
  }
}

/** An event is neither ahead of our clock nor older than its key would be remembered. */
export function checkAge(occurredAt: Instant, now: Instant): void {
  if (occurredAt > now + FUTURE_TOLERANCE) {
    throw new Refusal('event-in-future', {
      detail: 'The event occurred more than 5 minutes ahead of our clock. Set the clock of the sender.',
      faults: [
        {
          pointer: '/occurredAt',
          code: 'in-future',
          message: `Must be at most ${instantToIso(now + FUTURE_TOLERANCE)}.`,
        },
      ],
    })
  }
  if (occurredAt < now - EVENT_AGE_MAX) {
    throw new Refusal('event-too-old', {
      detail:
        'The event is older than 35 days and can no longer be told from a repetition. Ask the seller for an adjustment.',
      faults: [
        { pointer: '/occurredAt', code: 'too-old', message: `Must be at least ${instantToIso(now - EVENT_AGE_MAX)}.` },
      ],
    })
  }
}

/** The price of the work by the card, and the card's version; null for a failed operation, which costs nothing. */
export function priceEvent(
  { actionKey, quantities, status }: Pick<UsageEvent, 'actionKey' | 'quantities' | 'status'>,
  card: RateCard | null,
): { version: number; pricing: Pricing | null } {
  const { version, line } = lineOf(actionKey, card)
  return { version, pricing: status === 'failed' ? null : priceUsage(line, quantities) }
}

/** The action's line on the card; refuses an action that has none. */
export function lineOf(actionKey: string, card: RateCard | null): { version: number; line: RateCardLine } {
  const line = card?.lines.get(actionKey)
  if (card && line) return { version: card.version, line }
  const detail = card
    ? `Rate card ${card.version} has no action "${actionKey}". It has: ${[...card.lines.keys()].join(', ')}.`
    : 'No rate card was in force when the event occurred.'
  throw new Refusal('unknown-action', {
    detail,
    faults: [{ pointer: '/action', code: 'unknown-action', message: 'Use an action of the rate card.' }],
  })
}

function paidFrom(entries: readonly Entry[], grants: ReadonlyMap<string, Grant>): ChargeView['paidFrom'] {
  return entries.flatMap(({ grantId, amount }) =>
    grantId === null ? [] : [{ grantId, grantName: grants.get(grantId)?.name ?? '', amount }],
  )
}
