import { type Instant, instantToIso } from '@/lib/domain/instants'
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
