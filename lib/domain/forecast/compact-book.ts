import { DAY, type Instant } from '../instants'
import type { Book, Grant } from '../ledger/model'

/** Books of so many grants are walked as they are. */
const GRANTS_MAX = 60
const NEAR: Instant = 14n * DAY
const WEEK: Instant = 7n * DAY

/**
 * The book for a walk of hundreds of paths. Of very many grants those that are alike (same priority, restriction and kind of cost, expiry
 * on the same UTC day of the next two weeks, in the same week after them, or after `until`) stand as one that expires with the first of
 * them: a walk through 5,000 grants would take minutes, and within such a stretch the range of a forecast is wider anyway. Grants on their way, held ones and those that roll over stay apart.
 */
export function compactBook(book: Book, now: Instant, until: Instant): Book {
  if (book.grants.size <= GRANTS_MAX) return book
  const grants = new Map<string, Grant>()
  const leaders = new Map<string, string>()
  for (const grant of inOrder(book.grants)) {
    const kind = likeness(grant, now, until)
    const leader = kind === null ? undefined : grants.get(leaders.get(kind) ?? '')
    if (leader) {
      grants.set(leader.id, together(leader, grant))
      continue
    }
    if (kind !== null) leaders.set(kind, grant.id)
    grants.set(grant.id, grant)
  }
  return { ...book, grants }
}

/** Soonest expiry first, so that the first of those that are alike gives them its own. */
function inOrder(grants: Book['grants']): Grant[] {
  const never = 1n << 62n
  return [...grants.values()].sort((a, b) => ((a.expiresAt ?? never) < (b.expiresAt ?? never) ? -1 : 1))
}

/** Null for a grant that is like no other. */
function likeness(grant: Grant, now: Instant, until: Instant): string | null {
  const { pending, held, rollover, priority, allowedActions, costCents, expiresAt } = grant
  if (pending > 0n || held > 0n || rollover !== null) return null
  const when =
    expiresAt === null || expiresAt >= until
      ? 'later'
      : expiresAt < now + NEAR
        ? `day ${expiresAt / DAY}`
        : `week ${expiresAt / WEEK}`
  return JSON.stringify([priority, [...allowedActions].sort(), costCents > 0n, when])
}

function together(a: Grant, b: Grant): Grant {
  const amount = a.amount + b.amount
  return { ...a, amount, available: a.available + b.available, costCents: a.costCents + b.costCents }
}
