import { type Instant, instantToIso, instantToMillis } from '@/lib/domain/instants'
import type { Quota } from '@/lib/domain/quotas/model'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** Use that a limit would have counted: how much, and when. */
export interface CountedUse {
  amount: bigint
  at: Instant
}

/**
 * What counts in a limit since `from`: what was charged, what is held, and what came back and is still to be taken out. Fixed windows
 * of an hour and more read the rollup, by when it occurred; others read the charges, by when they were recorded.
 */
export async function listCountedUse(
  tx: Queryable,
  accountId: string,
  quota: Quota,
  from: Instant,
): Promise<CountedUse[]> {
  const charged =
    quota.measure === 'money'
      ? moneyCharged(accountId, quota, from)
      : quota.kind === 'fixed' && quota.unit !== 'minute'
        ? rolledUp(accountId, quota, from)
        : charges(accountId, quota, from)
  return tx.$queryRaw<CountedUse[]>`
    SELECT amount::bigint AS amount, at FROM (${charged} UNION ALL ${held(accountId, quota, from)}) AS use WHERE amount > 0`
}

function rolledUp(accountId: string, quota: Quota, from: Instant): Prisma.Sql {
  const amount = quota.measure === 'tokens' ? Prisma.sql`sum(tokens)` : Prisma.sql`sum(charges) * 1000`
  return Prisma.sql`
    SELECT ${amount} AS amount, ${since(from)} AS at FROM usage_bucket
    WHERE account_id = ${accountId}::uuid AND bucket_at >= ${instantToIso(from)}::timestamptz ${ofScope(quota, '')}`
}

function charges(accountId: string, quota: Quota, from: Instant): Prisma.Sql {
  const amount = quota.measure === 'tokens' ? Prisma.sql`c.tokens` : Prisma.sql`1000`
  return Prisma.sql`
    SELECT ${amount} AS amount, ${asInstant('c.recorded_at')} AS at FROM charge c
    WHERE c.account_id = ${accountId}::uuid AND c.status = 'charged' ${recordedSince(from)} ${ofScope(quota, 'c.')}`
}

/** Each token at the price of its own grant, rounded up for each of them, as a charge counts. */
function moneyCharged(accountId: string, quota: Quota, from: Instant): Prisma.Sql {
  return Prisma.sql`
    SELECT sum(div(e.amount::numeric * g.cost_cents * 1000 + g.amount - 1, g.amount)) AS amount, ${since(from)} AS at
    FROM charge c
    JOIN ledger_entry e ON e.account_id = c.account_id AND e.seq = c.seq AND e.to_bucket = 'spent'
    JOIN "grant" g ON g.account_id = e.account_id AND g.id = e.grant_id
    WHERE c.account_id = ${accountId}::uuid ${recordedSince(from)} ${ofScope(quota, 'c.')}`
}

function held(accountId: string, quota: Quota, from: Instant): Prisma.Sql {
  const amounts = {
    tokens: Prisma.sql`CASE state WHEN 'open' THEN amount ELSE returned END`,
    operations: Prisma.sql`CASE state WHEN 'captured' THEN 0 ELSE 1000 END`,
    money: Prisma.sql`CASE WHEN state = 'open' THEN money_milli WHEN amount = 0 THEN 0 ELSE div(money_milli::numeric * returned, amount) END`,
  }
  return Prisma.sql`
    SELECT ${amounts[quota.measure]} AS amount, ${asInstant('created_at')} AS at FROM hold
    WHERE account_id = ${accountId}::uuid AND (state = 'open' OR windows_due)
      AND created_at >= ${instantToIso(from)}::timestamptz ${ofScope(quota, '')}`
}

function since(from: Instant): Prisma.Sql {
  return Prisma.sql`${from}::bigint`
}

/** Ids of charges begin with the millisecond of their recording, so that the key finds them by time. */
function recordedSince(from: Instant): Prisma.Sql {
  const millis = instantToMillis(from).toString(16).padStart(12, '0')
  const first = `${millis.slice(0, 8)}-${millis.slice(8)}-0000-0000-000000000000`
  return Prisma.sql`AND c.id >= ${first}::uuid AND c.recorded_at >= ${instantToIso(from)}::timestamptz`
}

function ofScope({ scope, scopeId }: Quota, table: 'c.' | ''): Prisma.Sql {
  if (scope === 'account') return Prisma.empty
  const column = scope === 'key' ? 'api_key_id' : 'member_id'
  return Prisma.sql`AND ${Prisma.raw(`${table}${column}`)} = ${scopeId}::uuid`
}
