import type { z } from 'zod'
import { lockAccounts } from '@/lib/db/ledger'
import { findTopUp, putTopUp } from '@/lib/db/purchases-top-ups'
import { TopUpInput } from '@/lib/domain/purchases/top-up-inputs'
import type { TopUp } from '@/lib/domain/purchases/top-up-model'
import { switchedOn } from '@/lib/domain/purchases/top-up-state'
import { role } from '../allow'
import { defineUsecase, type Work } from '../define'
import { type PlannedSetting, planWritten, requireMeans } from './plan-setting'
import { readShop, type Shop } from './read-shop'

/**
 * Sets when auto top-up buys, what, and how much it may spend in a month, and switches it on: this and `turn-on-top-up` are the only ways.
 * Under the account's lock, so that no purchase is opened by half of two rules.
 */
export const setTopUp = defineUsecase({
  name: 'purchases.set-top-up',
  input: TopUpInput,
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async (input: z.output<typeof TopUpInput>, work): Promise<TopUp> => {
    const { accountId, language } = input
    await lockAccounts(work.tx, [accountId])
    const before = await findTopUp(work.tx, accountId, true)
    const shop = await readShop(work, accountId, language)
    requireMeans(shop)
    return switchOn(work, before, shop, planWritten(shop, input))
  },
})

/** Writes the rule down as one that is on. */
export async function switchOn(
  work: Work,
  before: TopUp | null,
  { book: { accountId } }: Shop,
  { setting, sale }: PlannedSetting,
): Promise<TopUp> {
  const { actor, now } = work
  const topUp = switchedOn(before, setting, { accountId, taxRateBasis: sale.tax.rateBasis, actor, now })
  await putTopUp(work.tx, topUp)
  const { threshold, packKey, ceilingCents } = setting
  const below = 'tokens' in threshold ? { tokens: `${threshold.tokens}` } : threshold
  const detail = { on: true, wasOn: before?.isOn ?? false, below, packKey, ceilingCents: `${ceilingCents}` }
  work.audit({ accountId, subject: `top-up:${accountId}`, detail })
  return topUp
}
