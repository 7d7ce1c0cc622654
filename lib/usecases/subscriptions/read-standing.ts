import type { Queryable } from '@/lib/db/client'
import { findPeriodStart } from '@/lib/db/ledger-allowances'
import { listSubscriptions, type SubscriptionRow } from '@/lib/db/subscriptions'
import { earliest, type Instant } from '@/lib/domain/instants'
import type { Book } from '@/lib/domain/ledger/model'
import type { Period, Standing, Subscription } from '@/lib/domain/subscriptions/plan-change'

/** Which plan an account is on at the instant, with its running period, and which is to take its place. The book is settled to the instant. */
export async function readStanding(tx: Queryable, book: Book, at: Instant): Promise<Standing> {
  const rows = await listSubscriptions(tx, book.accountId, at)
  const subscriptions = rows.map((row) => toSubscription(row, book))
  const current = subscriptions.find(({ startsAt }) => startsAt <= at) ?? null
  const next = subscriptions.find(({ startsAt }) => startsAt > at) ?? null
  return { current, period: current && (await findPeriod(tx, book, current, at)), next }
}

function toSubscription({ allowanceId, ...row }: SubscriptionRow, book: Book): Subscription {
  const allowance = book.allowances.get(allowanceId)
  if (!allowance) throw new Error(`Subscription ${row.id} set allowance ${allowanceId}, which is not there.`)
  return { ...row, allowance }
}

/** A period begins with its first grant: what an upgrade added came later. Spent grants are in the database, projected ones in the book. */
async function findPeriod(
  tx: Queryable,
  book: Book,
  { allowance, endsAt: lastsUntil }: Subscription,
  at: Instant,
): Promise<Period | null> {
  const n = allowance.nextN - 1
  const endsAt = allowance.nextAt ?? lastsUntil
  if (endsAt === null || endsAt <= at) return null
  const inBook = [...book.grants.values()].filter(
    (grant) => grant.source === 'plan' && grant.periodN === n && grant.expiresAt === endsAt,
  )
  const starts = [await findPeriodStart(tx, book.accountId, n, endsAt), ...inBook.map((grant) => grant.effectiveAt)]
  const startsAt = earliest(starts)
  return startsAt === null ? null : { n, startsAt, endsAt }
}
