import type { z } from 'zod'
import type { SetQuotaInput } from '@/lib/domain/oversight/quota-inputs'
import type { OwnLimitInput } from '@/lib/domain/quotas/inputs'
import type { Quota } from '@/lib/domain/quotas/model'
import type { House } from '@/lib/usecases/define'
import { setQuota } from '@/lib/usecases/oversight/set-quota'
import { setBudget } from '@/lib/usecases/quotas/set-budget'
import { setCap } from '@/lib/usecases/quotas/set-cap'
import { staffCaller } from './house'
import { memberCaller } from './people'

type OwnTerms = Partial<z.input<typeof OwnLimitInput>>
type StaffTerms = Partial<z.input<typeof SetQuotaInput>>

/** A customer's cap of 1,000 tokens a day, unless overridden. */
export function testCap(house: House, accountId: string, terms: OwnTerms = {}): Promise<Quota> {
  const usual = { accountId, scope: 'account', measure: 'tokens', unit: 'day', cap: '1000' } as const
  return setCap(memberCaller(accountId, 'owner'), { ...usual, ...terms }, house)
}

/** A customer's budget of 200 tokens a day, unless overridden. */
export function testBudget(house: House, accountId: string, terms: OwnTerms = {}): Promise<Quota> {
  const usual = { accountId, scope: 'account', measure: 'tokens', unit: 'day', cap: '200' } as const
  return setBudget(memberCaller(accountId, 'owner'), { ...usual, ...terms }, house)
}

/** A quota of staff's: 1,000 tokens in any hour, unless overridden. */
export function testQuota(house: House, accountId: string, terms: StaffTerms = {}): Promise<Quota> {
  const usual = { accountId, name: 'hour', scope: 'account', measure: 'tokens', unit: 'hour', kind: 'rolling' } as const
  const words = { reasonEn: 'It is for the test.', reasonFr: "C'est pour l'essai.", reason: 'It is for the test.' }
  return setQuota(staffCaller('operator'), { ...usual, cap: '1000', policy: 'stop', ...words, ...terms }, house)
}

/** Whole units that the counter of the limit has; null before its first use. */
export async function usedOf(house: House, accountId: string, quotaKey: string): Promise<number | null> {
  const window = await house.db.quotaWindow.findUnique({ where: { accountId_quotaKey: { accountId, quotaKey } } })
  return window && Number(window.used.reduce((sum, part) => sum + part, 0n)) / 1000
}
