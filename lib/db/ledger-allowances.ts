import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Allowance } from '@/lib/domain/ledger/model'
import type { Queryable } from './client'
import { asInstant } from './instants'

export async function insertAllowance(
  tx: Queryable,
  accountId: string,
  { rollover, nextAt, paidUntil, ...allowance }: Allowance,
  createdAt: Instant,
): Promise<void> {
  const iso = (at: Instant | null) => (at === null ? null : instantToIso(at))
  await tx.$executeRaw`
    INSERT INTO allowance (account_id, id, name, plan_key, amount, cost_cents, priority, anchor, unit, rollover, rollover_max, next_n, next_at,
      paid_until, is_billed, actor, reason, created_at)
    VALUES (${accountId}::uuid, ${allowance.id}::uuid, ${allowance.name}, ${allowance.planKey}, ${allowance.amount}, ${allowance.costCents},
      ${allowance.priority}, ${allowance.anchor}, ${allowance.unit}, ${rollover?.times ?? 'none'}, ${rollover?.max ?? null}, ${allowance.nextN},
      ${iso(nextAt)}::timestamptz, ${iso(paidUntil)}::timestamptz, ${allowance.isBilled}, ${allowance.actor}, ${allowance.reason}, ${instantToIso(createdAt)}::timestamptz)`
}

/** When the period with that number and end began, by the plan's grants that it brought; null when it brought none. */
export async function findPeriodStart(
  tx: Queryable,
  accountId: string,
  n: number,
  endsAt: Instant,
): Promise<Instant | null> {
  const [row] = await tx.$queryRaw<{ startsAt: Instant | null }[]>`
    SELECT ${asInstant('min(effective_at)')} AS "startsAt" FROM "grant"
    WHERE account_id = ${accountId}::uuid AND source = 'plan' AND period_n = ${n} AND expires_at = ${instantToIso(endsAt)}::timestamptz`
  return row?.startsAt ?? null
}
