import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { PlanOfAccount } from '@/lib/domain/ledger/model'
import type { Queryable } from './client'

export interface AccountFacts {
  id: string
  name: string
  timeZone: string
  currency: string
  demo: boolean
  debtLimit: bigint
}

export async function insertAccount(tx: Queryable, account: AccountFacts & { createdAt: Instant }): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO account (id, name, currency, time_zone, demo, debt_limit, created_at)
    VALUES (${account.id}::uuid, ${account.name}, ${account.currency}, ${account.timeZone}, ${account.demo}, ${account.debtLimit},
      ${instantToIso(account.createdAt)}::timestamptz)`
}

/** Which plan's quotas hold now, and from when on another's do. */
export async function updateAccountPlan(tx: Queryable, accountId: string, plan: PlanOfAccount): Promise<void> {
  await tx.$executeRaw`
    UPDATE account SET plan_key = ${plan.key}, next_plan_key = ${plan.nextKey},
      next_plan_at = ${plan.nextAt === null ? null : instantToIso(plan.nextAt)}::timestamptz
    WHERE id = ${accountId}::uuid`
}

/** Freezes an active account, or makes a frozen one active again; says whether it was otherwise before. A closed one stays closed. */
export async function updateAccountFrozen(tx: Queryable, accountId: string, isFrozen: boolean): Promise<boolean> {
  const [from, to] = isFrozen ? ['active', 'frozen'] : ['frozen', 'active']
  const changed = await tx.$executeRaw`
    UPDATE account SET status = ${to} WHERE id = ${accountId}::uuid AND status = ${from}`
  return changed === 1
}
