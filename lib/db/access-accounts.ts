import type { Queryable } from './client'

/** What people may read and owners may change of an account, beside its ledger. */
export interface AccountProfile {
  id: string
  name: string
  timeZone: string
  currency: string
  demo: boolean
  /** Whether the account's own keys may report usage, or only the seller's. */
  selfReporting: boolean
}

export async function findAccountProfile(tx: Queryable, accountId: string): Promise<AccountProfile | null> {
  return tx.account.findUnique({
    where: { id: accountId },
    select: { id: true, name: true, timeZone: true, currency: true, demo: true, selfReporting: true },
  })
}

export async function updateAccountProfile(
  tx: Queryable,
  accountId: string,
  profile: { name: string; timeZone: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE account SET name = ${profile.name}, time_zone = ${profile.timeZone} WHERE id = ${accountId}::uuid`
}
