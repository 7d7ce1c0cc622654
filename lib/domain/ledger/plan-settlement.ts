import { earliest, type Instant } from '../instants'
import type { Book, Entry, Grant, Transaction } from './model'
import { planDrawdown } from './plan-drawdown'
import { type Draft, post } from './posting'

/** The actor of everything that time alone brings about. */
export const SETTLEMENT_ACTOR = 'system:settlement'

export interface Settled {
  book: Book
  transactions: Transaction[]
}

/** When the book next changes by itself: a grant takes effect or expires. Null when nothing is due ever. */
export function nextEventAt(grants: Iterable<Grant>): Instant | null {
  return earliest([...grants].map((grant) => dueAt(grant)))
}

/**
 * Posts everything due up to `now`, in the order of its instants: at one instant expiries, then grants taking effect, then
 * the debt paid from what is available. The ledger runs it before any other change, a read projects with it.
 */
export function planSettlement(book: Book, now: Instant): Settled {
  const transactions: Transaction[] = []
  let current = book
  const add = (draft: Draft | null) => {
    if (!draft) return
    const posted = post(current, draft, now)
    current = posted.book
    transactions.push(posted.transaction)
  }
  for (
    let at = nextEventAt(current.grants.values());
    at !== null && at <= now;
    at = nextEventAt(current.grants.values())
  ) {
    for (const grant of dueGrants(current, at)) add(isExpiry(grant, at) ? expiry(grant, at) : activation(grant, at))
    add(planDebtPayment(current, at))
  }
  return { book: current, transactions }
}

/** Debt is paid first: what unrestricted grants can give towards it now, or null when there is nothing to pay or to pay with. */
export function planDebtPayment(book: Book, at: Instant): Draft | null {
  if (book.debt === 0n) return null
  const { entries, shortfall } = planDrawdown(book.grants.values(), book.debt, null, at)
  const paid = book.debt - shortfall
  if (paid === 0n) return null
  return {
    kind: 'debt',
    entries: [...entries, { grantId: null, from: 'debt', to: 'settled', amount: paid }],
    actor: SETTLEMENT_ACTOR,
    reason: 'Debt is paid first from available tokens.',
    effectiveAt: at,
  }
}

function dueAt(grant: Grant): Instant | null {
  if (grant.pending > 0n) return grant.effectiveAt
  return grant.available > 0n ? grant.expiresAt : null
}

function dueGrants(book: Book, at: Instant): Grant[] {
  return [...book.grants.values()]
    .filter((grant) => dueAt(grant) === at)
    .sort((a, b) => Number(isExpiry(b, at)) - Number(isExpiry(a, at)) || (a.createdSeq < b.createdSeq ? -1 : 1))
}

function isExpiry(grant: Grant, at: Instant): boolean {
  return grant.pending === 0n && grant.expiresAt === at
}

function expiry(grant: Grant, at: Instant): Draft {
  return movement(
    'expire',
    { grantId: grant.id, from: 'available', to: 'expired', amount: grant.available },
    `${grant.name} expired.`,
    at,
  )
}

function activation(grant: Grant, at: Instant): Draft {
  return movement(
    'grant',
    { grantId: grant.id, from: 'pending', to: 'available', amount: grant.pending },
    `${grant.name} took effect.`,
    at,
  )
}

function movement(kind: Draft['kind'], entry: Entry, reason: string, effectiveAt: Instant): Draft {
  return { kind, entries: [entry], actor: SETTLEMENT_ACTOR, reason, effectiveAt }
}
