import type { RateCardDate } from '../catalogue/model'
import { cardInForce } from '../catalogue/model'
import { DAY, type Instant } from '../instants'
import type { Book, Grant } from '../ledger/model'
import type { Limit } from '../quotas/model'
import { comingPeriods, rolledOver } from './coming-periods'
import type { Forecast, TopUpRule } from './model'
import { quotaResets, REPEATED } from './quota-resets'
import { SCHEDULE_KINDS, type ScheduledEvent } from './schedule-model'

/** How far ahead single dated things are told: a year, and what falls due soon after it. */
const HORIZON: Instant = 400n * DAY
/** A top-up that fewer of the paths have is not expected. */
const LIKELY = 0.5

/** What the use to come is thought to bring about. */
export interface Expectation {
  /** Null: nothing can be said of what will be used. */
  readonly forecast: Pick<Forecast, 'lapses' | 'topUps'> | null
  /** Null where nothing tops up by itself. */
  readonly topUp: Pick<TopUpRule, 'packName'> | null
}

export interface ScheduleFacts {
  /** Settled to `now`. */
  readonly book: Book
  readonly now: Instant
  /** Those in effect. */
  readonly limits: readonly Limit[]
  readonly cards: readonly RateCardDate[]
  readonly expectation: Expectation
}

const NOTHING = { amount: null, lapses: null, costCents: null, limit: null, isExpected: false } as const

/**
 * Everything that is to come in an account, soonest first: single dates for 400 days, what comes again for 90, but of a plan the
 * next renewal in any case; of limits what `quotaResets` says. Expiries are those of grants that are there or on their way, not of
 * periods still to be paid. An event keeps its id for as long as it is, whatever is used, planned anew or moved.
 */
export function schedule(facts: ScheduleFacts): ScheduledEvent[] {
  const { book, now } = facts
  const events = [
    ...[...book.grants.values()].flatMap((grant) => eventsOfGrant(facts, grant)),
    ...eventsOfPeriods(facts),
    ...endOfPlan(book),
    ...quotaResets(facts),
    ...priceChanges(facts),
    ...expectedTopUps(facts.expectation),
  ]
  const place = ({ kind }: ScheduledEvent) => SCHEDULE_KINDS.indexOf(kind)
  return together(events)
    .filter(({ at }) => at > now && at <= now + HORIZON)
    .sort((a, b) => compare(a.at, b.at) || place(a) - place(b) || compare(a.name, b.name) || compare(a.id, b.id))
}

/** What happens to several grants at once, such as a period's and what had rolled over into it, is one event and has one id. */
function together(events: readonly ScheduledEvent[]): ScheduledEvent[] {
  const merged = new Map<string, ScheduledEvent>()
  for (const event of events) {
    const first = merged.get(event.id)
    const sums = first && { amount: sum(first.amount, event.amount), lapses: sum(first.lapses, event.lapses) }
    merged.set(event.id, first ? { ...first, ...sums } : event)
  }
  return [...merged.values()]
}

function eventsOfGrant({ book, expectation }: ScheduleFacts, grant: Grant): ScheduledEvent[] {
  const { id, name, available, pending, effectiveAt, expiresAt, allowanceId } = grant
  const about = { ...NOTHING, name }
  const arrival = { ...about, id: `grant:${id}`, kind: 'grant', at: effectiveAt, amount: pending } as const
  const arrivals = pending > 0n ? [arrival] : []
  if (available + pending === 0n || expiresAt === null) return arrivals
  // Grants of one allowance that end together are told together.
  const end = allowanceId === null ? id : `${allowanceId}:${expiresAt}`
  const rolled = rolledOver(book, { ...grant, available: available + pending })?.available ?? 0n
  const rest = available + pending - rolled
  const lapse = expectation.forecast?.lapses.find(({ grantId }) => grantId === id)
  const rollover = { ...about, id: `rollover:${end}`, kind: 'rollover', at: expiresAt, amount: rolled } as const
  const expiry = { ...about, id: `expiry:${end}`, kind: 'expiry', at: expiresAt, amount: rest } as const
  return [
    ...arrivals,
    ...(rolled > 0n ? [rollover] : []),
    ...(rest > 0n ? [{ ...expiry, lapses: lapse ? lapse.lapsed.p50 : null }] : []),
  ]
}

/** Renewals and beginnings of plans, each with the money that it costs. */
function eventsOfPeriods({ book, now }: ScheduleFacts): ScheduledEvent[] {
  return comingPeriods(book, now + HORIZON + 1n).flatMap((grant) => {
    const { allowanceId, periodN, name, costCents, effectiveAt: at, pending: amount } = grant
    const allowance = book.allowances.get(allowanceId ?? '')
    if (!allowance || periodN === null || (periodN > allowance.nextN && at > now + REPEATED)) return []
    const { nextKey, nextAt } = book.plan
    const isBeginning = nextKey === allowance.planKey && nextAt === at && periodN === allowance.nextN
    const kind = isBeginning ? 'plan-start' : 'renewal'
    const about = { ...NOTHING, name, at }
    const period = `${allowance.id}:${periodN}`
    const charge = { ...about, id: `money-charge:${period}`, kind: 'money-charge', costCents } as const
    return [{ ...about, id: `${kind}:${period}`, kind, amount }, ...(costCents > 0n ? [charge] : [])]
  })
}

/** Told where no other plan takes its place: else that one's beginning says it. */
function endOfPlan({ plan: { key, nextKey, nextAt }, allowances }: Book): ScheduledEvent[] {
  if (key === null || nextAt === null || nextKey !== null) return []
  const allowance = [...allowances.values()].findLast(({ planKey }) => planKey === key)
  return [
    { ...NOTHING, id: `plan-end:${allowance?.id ?? key}`, kind: 'plan-end', at: nextAt, name: allowance?.name ?? key },
  ]
}

/** Cards that will be in force: not those that a newer one replaces at the same instant. */
function priceChanges({ cards }: ScheduleFacts): ScheduledEvent[] {
  return cards
    .filter((card) => cardInForce(cards, card.effectiveAt) === card)
    .map(({ version, effectiveAt: at }) => {
      return { ...NOTHING, id: `price-change:${version}`, kind: 'price-change', at, name: `${version}` } as const
    })
}

/** Numbered as they are expected: the next one is always the first, whenever it is expected by then. */
function expectedTopUps({ forecast, topUp }: Expectation): ScheduledEvent[] {
  if (!forecast || !topUp) return []
  const likely = forecast.topUps.filter(({ probability }) => probability >= LIKELY)
  return likely.map(({ at, amount, costCents }, i) => {
    const about = { ...NOTHING, kind: 'top-up', name: topUp.packName, isExpected: true } as const
    return { ...about, id: `top-up:${i + 1}`, at, amount, costCents }
  })
}

function sum(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : a + b
}

function compare<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
