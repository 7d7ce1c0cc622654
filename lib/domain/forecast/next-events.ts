import type { Instant } from '../instants'
import { type Allowance, type Book, type Grant, nextPeriodAt } from '../ledger/model'
import { rolledOver } from './coming-periods'
import type { NextEvent } from './views'

/** At one instant what is lost comes first, as the ledger posts it. */
const ORDER: readonly NextEvent['kind'][] = ['rolls-over', 'expires', 'ends', 'takes-effect', 'renews', 'begins']

/**
 * What will happen to the book by itself unless its tokens are used before, soonest first: what expires or rolls over, grants on
 * their way, the next period of the plan, its end.
 */
export function nextEvents(book: Book): NextEvent[] {
  const events = [
    ...[...book.grants.values()].flatMap((grant) => eventsOfGrant(book, grant)),
    ...[...book.allowances.values()].flatMap((allowance) => eventsOfAllowance(book, allowance)),
    ...endOfPlan(book),
  ]
  return together(events).sort((a, b) => compare(a.at, b.at) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

/** What happens to several grants of one name at once, such as a period's and what had rolled over into it, is one event to a reader. */
function together(events: readonly NextEvent[]): NextEvent[] {
  const merged = new Map<string, NextEvent>()
  for (const event of events) {
    const key = JSON.stringify([`${event.at}`, event.kind, event.name])
    const first = merged.get(key)
    merged.set(key, first ? { ...first, amount: first.amount + event.amount } : event)
  }
  return [...merged.values()]
}

function eventsOfGrant(book: Book, grant: Grant): NextEvent[] {
  const { id, name, available, pending, effectiveAt, expiresAt } = grant
  const about = { id, name }
  if (pending > 0n) return [{ ...about, at: effectiveAt, kind: 'takes-effect', amount: pending }]
  if (available === 0n || expiresAt === null) return []
  const rolled = rolledOver(book, grant)?.available ?? 0n
  const kinds = [
    ['rolls-over', rolled],
    ['expires', available - rolled],
  ] as const
  return kinds.filter(([, amount]) => amount > 0n).map(([kind, amount]) => ({ ...about, at: expiresAt, kind, amount }))
}

function eventsOfAllowance({ plan }: Book, allowance: Allowance): NextEvent[] {
  const at = nextPeriodAt(allowance)
  if (at === null) return []
  const { id, name, amount, planKey } = allowance
  return [{ id, name, at, kind: plan.nextKey === planKey && plan.nextAt === at ? 'begins' : 'renews', amount }]
}

function endOfPlan({ plan, allowances }: Book): NextEvent[] {
  const { key, nextKey, nextAt } = plan
  if (key === null || nextAt === null || nextKey !== null) return []
  const name = [...allowances.values()].findLast(({ planKey }) => planKey === key)?.name ?? key
  return [{ id: key, name, at: nextAt, kind: 'ends', amount: 0n }]
}

function compare(a: Instant, b: Instant): number {
  return a < b ? -1 : a > b ? 1 : 0
}
