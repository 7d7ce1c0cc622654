import { earliest, type Instant } from '../instants'
import { Agenda } from './agenda'
import { type Allowance, type Book, dueAt, type Grant, nextPeriodAt, type OpenHold, SETTLEMENT_ACTOR } from './model'
import { planDrawdown } from './plan-drawdown'
import { planReturn } from './plan-return'
import { planPeriod, planRollover } from './plan-rollover'
import { type Draft, OpenBook } from './posting'

/** When the book next changes by itself: a grant takes effect or expires, a hold runs out, a period begins. Null when nothing is due ever. */
export function nextEventAt({
  grants,
  holds,
  allowances,
}: Pick<Book, 'grants' | 'holds' | 'allowances'>): Instant | null {
  return earliest([
    ...[...grants.values()].map(dueAt),
    ...[...holds.values()].filter((hold) => hold.amount > 0n).map((hold) => hold.expiresAt),
    ...[...allowances.values()].map(nextPeriodAt),
  ])
}

/** The book as it is once everything due by `now` is posted; the old one is left as it was. A read projects with it. */
export function planSettlement(book: Book, now: Instant): Book {
  const open = new OpenBook(book)
  settle(open, now)
  return open.book
}

/** What comes first at one instant; the debt is paid after all of them. */
const RANK = { hold: 0, grant: 1, arrival: 2 } as const

/**
 * Posts everything due by `now`, in the order of its instants: at one instant holds that run out, then rollover and expiry, then
 * grants and periods that begin, then the debt paid from what is available. The ledger runs it before any other change. What a
 * step brings about (a period's own expiry, say) joins the agenda, so that months of sleep are settled as they would have been awake.
 */
export function settle(open: OpenBook, now: Instant): void {
  const agenda = new Agenda<() => void>()
  const add = (at: Instant | null, rank: number, order: bigint, run: () => void) => {
    if (at !== null && at <= now) agenda.add({ at, rank, order, run })
  }
  const addGrant = (id: string) => {
    const grant = open.book.grants.get(id)
    if (!grant) return
    const rank = grant.pending > 0n ? RANK.arrival : RANK.grant
    add(dueAt(grant), rank, grant.createdSeq, () => {
      const due = open.book.grants.get(id)
      if (due) for (const touched of settleGrant(open, due, now)) addGrant(touched)
    })
  }
  const addAllowance = (id: string, place: bigint) => {
    const allowance = open.book.allowances.get(id)
    if (!allowance) return
    add(nextPeriodAt(allowance), RANK.arrival, place, () => {
      addGrant(openPeriod(open, allowance, now))
      addAllowance(id, place)
    })
  }
  for (const id of open.book.grants.keys()) addGrant(id)
  for (const hold of open.book.holds.values()) {
    add(hold.expiresAt, RANK.hold, hold.createdAt, () => {
      for (const touched of expireHold(open, hold, now)) addGrant(touched)
    })
  }
  for (const [place, id] of [...open.book.allowances.keys()].entries()) addAllowance(id, BigInt(place))
  for (let due = agenda.take(); due; due = agenda.take()) {
    due.run()
    if (agenda.nextAt() !== due.at) payDebt(open, due.at, now)
  }
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

function payDebt(open: OpenBook, at: Instant, now: Instant): void {
  const payment = planDebtPayment(open.book, at)
  if (payment) open.post(payment, now)
}

/** Lets a grant take effect, or roll over and expire; returns the grants whose own dates it brought about. */
function settleGrant(open: OpenBook, grant: Grant, now: Instant): string[] {
  const at = dueAt(grant)
  if (at === null || at > now) return []
  const about = { actor: SETTLEMENT_ACTOR, effectiveAt: at }
  if (grant.pending > 0n) {
    const entry = { grantId: grant.id, from: 'pending', to: 'available', amount: grant.pending } as const
    open.post({ kind: 'grant', entries: [entry], reason: `${grant.name} took effect.`, ...about }, now)
    return [grant.id]
  }
  const rolled = planRollover(open.book, grant, at)
  if (rolled) open.post({ ...rolled, ...about }, now)
  const left = open.book.grants.get(grant.id)?.available ?? 0n
  if (left > 0n) {
    const entry = { grantId: grant.id, from: 'available', to: 'expired', amount: left } as const
    open.post({ kind: 'expire', entries: [entry], reason: `${grant.name} expired.`, ...about }, now)
  }
  return (rolled?.newGrants ?? []).map(({ id }) => id)
}

/** Opens the next period of an allowance; returns the id of the grant that it brings. */
function openPeriod(open: OpenBook, allowance: Allowance, now: Instant): string {
  const { draft, grantId, next } = planPeriod(open.book, allowance)
  open.post(draft, now)
  open.setAllowance(next)
  return grantId
}

/** Gives back what a hold still holds when its time is up; returns the grants that it touched. */
function expireHold(open: OpenBook, hold: OpenHold, now: Instant): string[] {
  const at = hold.expiresAt
  // At one instant the hold comes before the expiry of its grants, so that what returns in time may still roll over.
  const back = planReturn(open.book, hold.parts, at, (expiresAt) => expiresAt < at)
  const posted =
    hold.amount === 0n
      ? null
      : open.post({ ...back, actor: SETTLEMENT_ACTOR, reason: 'The hold ran out.', effectiveAt: at }, now)
  open.resolveHold({
    hold,
    state: 'expired',
    captured: 0n,
    returned: hold.amount,
    captureSeq: null,
    returnSeq: posted?.seq ?? null,
    chargeId: null,
    resolvedAt: at,
  })
  return [...hold.parts.map(({ grantId }) => grantId), ...(back.newGrants ?? []).map(({ id }) => id)]
}
