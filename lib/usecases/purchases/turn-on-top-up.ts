import { z } from 'zod'
import { lockAccounts } from '@/lib/db/ledger'
import { findTopUp } from '@/lib/db/purchases-top-ups'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { TopUp } from '@/lib/domain/purchases/top-up-model'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { planSetting, requireMeans } from './plan-setting'
import { readShop } from './read-shop'
import { switchOn } from './set-top-up'

/** Switches auto top-up on again as it was set: after it was turned off, and after it was paused. */
export const turnOnTopUp = defineUsecase({
  name: 'purchases.turn-on-top-up',
  input: z.strictObject({ accountId: AccountId }),
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async ({ accountId }, work): Promise<TopUp> => {
    await lockAccounts(work.tx, [accountId])
    const before = await findTopUp(work.tx, accountId, true)
    if (!before) throw notFound('auto top-up')
    if (before.isOn && before.paused === null) {
      work.unchanged()
      return before
    }
    const shop = await readShop(work, accountId, before.language)
    requireMeans(shop)
    return switchOn(work, before, shop, planSetting(shop, before))
  },
})
