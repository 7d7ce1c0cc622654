import type { RateCard } from '../catalogue/model'
import { type Pricing, priceUsage } from '../catalogue/price-usage'
import { DAY, HOUR, type Instant, instantToIso, MINUTE } from '../instants'
import type { Book, Entry, Grant, Transaction } from '../ledger/model'
import { availableFor, planDrawdown } from '../ledger/plan-drawdown'
import { nextInstant, post } from '../ledger/posting'
import { isFor } from '../ledger/spend-order'
import { Refusal } from '../refusals'
import { type Tokens, tokensToDecimal } from '../tokens'
import type { ChargeView, UsageEvent } from './model'

/** Clocks of reporters may run ahead by this much. */
export const FUTURE_TOLERANCE: Instant = 5n * MINUTE
/** Older events are refused: their idempotency keys are kept for 45 days, so a replay is always recognised. */
export const EVENT_AGE_MAX: Instant = 35n * DAY
/** From this age on an event is flagged late: it burns at arrival and is reported in the hour it occurred. */
export const LATE_AFTER: Instant = HOUR

export interface PlannedUsage {
  readonly book: Book
  readonly charge: ChargeView
  /** Null when nothing is charged: a failed or a free operation. */
  readonly transaction: Transaction | null
}

/**
 * Prices one event with the card in force when it occurred and draws it from the book. The book must be settled to `now`.
 * Refuses what may not be admitted and leaves the book as it was; mode 'report' is never refused for lack of tokens, the
 * shortfall goes to debt.
 */
export function planUsage(
  book: Book,
  event: UsageEvent,
  card: RateCard | null,
  chargeId: string,
  actor: string,
  now: Instant,
): PlannedUsage {
  checkAccount(book, event)
  checkAge(event, now)
  const { version, pricing } = priceEvent(event, card)
  const tokens = pricing?.tokens ?? 0n
  const recordedAt = tokens === 0n ? now : nextInstant(book, now)
  const entries = drawdown(book, event, tokens, recordedAt)
  const posted =
    tokens === 0n
      ? { book, transaction: null }
      : post(book, { kind: 'charge', entries, actor, reason: event.actionKey }, now)
  return {
    book: posted.book,
    transaction: posted.transaction,
    charge: {
      ...chargeOf(event),
      id: chargeId,
      recordedAt,
      late: recordedAt - event.occurredAt > LATE_AFTER,
      tokens,
      rateCardVersion: version,
      pricing,
      paidFrom: paidFrom(entries, book.grants),
      owed: entries.filter((entry) => entry.grantId === null).reduce((sum, entry) => sum + entry.amount, 0n),
      availableAfter: posted.book.available,
      debtAfter: posted.book.debt,
      seq: posted.transaction?.seq ?? null,
      reversedBy: null,
    },
  }
}

function chargeOf({ fingerprint: _, status, ...event }: UsageEvent) {
  return { ...event, status: status === 'failed' ? ('failed' as const) : ('charged' as const) }
}

function checkAccount(book: Book, event: UsageEvent): void {
  if (book.status === 'active' || event.mode === 'report') return
  throw new Refusal('account-frozen', {
    detail: `The account is ${book.status}: no new work is admitted. Ask the seller. Work that is done already may be sent with mode "report".`,
  })
}

function checkAge(event: UsageEvent, now: Instant): void {
  if (event.occurredAt > now + FUTURE_TOLERANCE) {
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
  if (event.occurredAt < now - EVENT_AGE_MAX) {
    throw new Refusal('event-too-old', {
      detail:
        'The event is older than 35 days and can no longer be told from a repetition. Ask the seller for an adjustment.',
      faults: [
        { pointer: '/occurredAt', code: 'too-old', message: `Must be at least ${instantToIso(now - EVENT_AGE_MAX)}.` },
      ],
    })
  }
}

function priceEvent(event: UsageEvent, card: RateCard | null): { version: number; pricing: Pricing | null } {
  const line = card?.lines.get(event.actionKey)
  if (!card || !line) {
    const detail = card
      ? `Rate card ${card.version} has no action "${event.actionKey}". It has: ${[...card.lines.keys()].join(', ')}.`
      : 'No rate card was in force when the event occurred.'
    throw new Refusal('unknown-action', {
      detail,
      faults: [{ pointer: '/action', code: 'unknown-action', message: 'Use an action of the rate card.' }],
    })
  }
  return { version: card.version, pricing: event.status === 'failed' ? null : priceUsage(line, event.quantities) }
}

function drawdown(book: Book, event: UsageEvent, tokens: Tokens, at: Instant): Entry[] {
  const { entries, shortfall } = planDrawdown(book.grants.values(), tokens, event.actionKey, at)
  if (shortfall === 0n) return [...entries]
  if (event.mode === 'admit' && book.debt + shortfall > book.debtLimit)
    throw tokensExhausted(book, event, tokens, shortfall, at)
  return [...entries, { grantId: null, from: 'settled', to: 'debt', amount: shortfall }]
}

function tokensExhausted(book: Book, event: UsageEvent, needed: Tokens, shortfall: Tokens, at: Instant): Refusal {
  const available = availableFor(book.grants.values(), event.actionKey, at)
  const next = nextAddition(book.grants.values(), event.actionKey, at)
  const until = next ? ` ${tokensToDecimal(next.pending)} tokens arrive at ${instantToIso(next.effectiveAt)}.` : ''
  return new Refusal('insufficient-tokens', {
    detail: `This needs ${tokensToDecimal(needed)} tokens and ${tokensToDecimal(available)} are left for ${event.actionKey}. Nothing was charged.${until} Add tokens and send the same event again.`,
    facts: {
      action: event.actionKey,
      needed: tokensToDecimal(needed),
      available: tokensToDecimal(available),
      shortfall: tokensToDecimal(shortfall),
      nextAddition: next ? { at: instantToIso(next.effectiveAt), tokens: tokensToDecimal(next.pending) } : null,
    },
  })
}

function nextAddition(grants: Iterable<Grant>, action: string, at: Instant): Grant | null {
  const coming = [...grants].filter((grant) => grant.pending > 0n && grant.effectiveAt > at && isFor(grant, action))
  return coming.sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : 1))[0] ?? null
}

function paidFrom(entries: readonly Entry[], grants: ReadonlyMap<string, Grant>): ChargeView['paidFrom'] {
  return entries.flatMap(({ grantId, amount }) =>
    grantId === null ? [] : [{ grantId, grantName: grants.get(grantId)?.name ?? '', amount }],
  )
}
