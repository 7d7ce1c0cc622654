import type { Quota } from '@/lib/domain/quotas/model'
import type { House } from '@/lib/usecases/define'
import { instant } from './house'
import { quotaOf } from './limits'

/** A limit of the account's own: a cap of the customer's of 1,000 tokens a day, unless overridden. */
export async function ownLimit(house: House, accountId: string, overrides: Partial<Quota> = {}): Promise<Quota> {
  const words = { key: 'cap:account', name: 'cap', origin: 'customer', unit: 'day', cap: 1_000_000n } as const
  const quota = quotaOf({ ...words, ...overrides })
  const { cap: capMilli, ...terms } = quota
  const createdAt = new Date(Number(instant('2026-01-01T00:00:00Z') / 1000n))
  await house.db.quota.create({ data: { accountId, ...terms, capMilli, createdAt, actor: 'system:test' } })
  await house.db.account.update({ where: { id: accountId }, data: { hasQuotas: true } })
  return quota
}

/** Whole units that the counter of the limit has; null before its first use. */
export async function usedOf(house: House, accountId: string, quotaKey: string): Promise<number | null> {
  const window = await house.db.quotaWindow.findUnique({ where: { accountId_quotaKey: { accountId, quotaKey } } })
  return window && Number(window.used.reduce((sum, part) => sum + part, 0n)) / 1000
}
