import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

type Key = Pick<Order, 'accountId' | 'id'>

/** Orders whose saved card is to be tried by then, the longest due first, after a place. */
export async function listOrdersToTry(
  tx: Queryable,
  by: Instant,
  after: Place | null,
  count: number,
): Promise<(Place & { accountId: string })[]> {
  const later = after
    ? Prisma.sql`AND (try_at, id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<(Place & { accountId: string })[]>`
    SELECT account_id AS "accountId", id, ${asInstant('try_at')} AS at FROM "order"
    WHERE state = 'pending' AND try_at <= ${instantToIso(by)}::timestamptz ${later} ORDER BY try_at, id LIMIT ${count}`
}

/** A new try begins, with that card, of which nobody knows yet what comes. Nobody else takes it up before `until`. */
export async function beginAttempt(
  tx: Queryable,
  { accountId, id }: Key,
  { card, at, until }: { card: string; at: Instant; until: Instant },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "order" SET attempts = attempts + 1, attempt_at = ${instantToIso(at)}::timestamptz, attempt_card = ${card}, is_trying = true,
      payment_id = NULL, try_at = ${instantToIso(until)}::timestamptz
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`
}

/** Whoever takes up the running try has it until then. */
export async function extendAttempt(tx: Queryable, { accountId, id }: Key, until: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE "order" SET try_at = ${instantToIso(until)}::timestamptz WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`
}

/** What came of the try is known, or there was none: counted when it was not begun. */
export async function endAttempt(
  tx: Queryable,
  { accountId, id, attempts, isTrying }: Key & Pick<Order, 'attempts' | 'isTrying'>,
  tryAt: Instant | null,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "order" SET is_trying = false, attempts = ${isTrying ? attempts : attempts + 1},
      try_at = ${tryAt === null ? null : instantToIso(tryAt)}::timestamptz
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`
}

/** The last moment to pay at the provider's page: a page that is opened anew has another. */
export async function updatePayBy(tx: Queryable, { accountId, id }: Key, payBy: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE "order" SET pay_by = ${instantToIso(payBy)}::timestamptz, session_id = NULL, session_url = NULL
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`
}
