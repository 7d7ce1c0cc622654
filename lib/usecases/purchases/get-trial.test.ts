import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { getTrial } from './get-trial'

const scene = sceneOfPurchases()

it('says what the trial brings, what comes after it with its tax, and what is missing', async () => {
  const { house } = scene
  const { accountId, owner } = await testBuyer(house)
  const planKey = await testPlan(house, 31_000, { priceCents: 3_100n, trialDays: 14 })
  expect(await getTrial(owner, { accountId, planKey }, house)).toMatchObject({
    ...{ tokens: 14_018_000n, netCents: 3_100n, taxCents: 620n, totalCents: 3_720n },
    ...{ isProven: false, isUsed: false, hasPlan: false, card: null, buyer: { country: 'FR' } },
  })
})

it('refuses plans without a trial, and everybody but owners and billing', async () => {
  const { house } = scene
  const { accountId, owner } = await testBuyer(house)
  const planKey = await testPlan(house, 100)
  expect((await refusalOf(getTrial(owner, { accountId, planKey }, house))).kind).toBe('not-found')
  const callers = [visitorCaller(), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => getTrial(caller, { accountId, planKey }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden'])
})
