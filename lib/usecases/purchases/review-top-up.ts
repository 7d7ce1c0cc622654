import type { z } from 'zod'
import { thresholdIn } from '@/lib/domain/forecast/threshold-in'
import { TopUpInput } from '@/lib/domain/purchases/top-up-inputs'
import type { TopUpReview } from '@/lib/domain/purchases/top-up-view'
import { role } from '../allow'
import { defineQuery } from '../define'
import { planWritten } from './plan-setting'
import { readShop } from './read-shop'
import { tryRule } from './try-rule'

/** All that is said of a rule before it is switched on: what a purchase costs, how often it may happen, and what it would have done. */
export const reviewTopUp = defineQuery({
  name: 'purchases.review-top-up',
  input: TopUpInput,
  allow: role('owner', 'billing'),
  run: async (input: z.output<typeof TopUpInput>, work): Promise<TopUpReview> => {
    const { accountId, language } = input
    const shop = await readShop(work, accountId, language)
    const { setting, sale } = planWritten(shop, input)
    const { available, tokensPerDay } = shop.facts
    const below = thresholdIn(setting.threshold, tokensPerDay)
    return {
      setting,
      sale,
      isLearning: below === null,
      buysAtOnce: below !== null && available < below,
      dryRun: await tryRule(work, shop.book, { ...setting, ...sale }),
    }
  },
})
