import { expect, it } from 'vitest'
import { testAccount } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { topUpForm } from '@/lib/testing/top-ups'
import { reviewTopUp } from './review-top-up'

const scene = sceneOfPurchases()

it('says what a purchase costs with the buyer’s tax and whether it buys at once, and changes nothing', async () => {
  const buyer = await testBuyer(scene.house)
  expect(await reviewTopUp(buyer.owner, topUpForm(buyer), scene.house)).toMatchObject({
    setting: { threshold: { tokens: 50_000n }, packKey: 'medium', ceilingCents: 6000n },
    sale: { netCents: 1450n, totalCents: 1740n },
    isLearning: false,
    buysAtOnce: true,
  })
  expect(await scene.house.db.topUp.count({ where: { accountId: buyer.accountId } })).toBe(0)
})

it('needs neither a buyer nor a card, and says that days wait for a forecast', async () => {
  const accountId = await testAccount(scene.house)
  const form = topUpForm({ accountId }, { below: '3', unit: 'days' })
  const review = await reviewTopUp(memberCaller(accountId, 'billing'), form, scene.house)
  expect(review).toMatchObject({ isLearning: true, buysAtOnce: false, dryRun: null })
})

it('refuses what cannot be set, and everybody but owners and billing', async () => {
  const buyer = await testBuyer(scene.house)
  const refusal = await refusalOf(reviewTopUp(buyer.owner, topUpForm(buyer, { ceiling: '10' }), scene.house))
  expect(refusal.faults).toMatchObject([{ pointer: '/ceiling', code: 'ceiling-too-low' }])
  const callers = [visitorCaller(), memberCaller(buyer.accountId, 'developer'), memberCaller(buyer.accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => reviewTopUp(caller, topUpForm(buyer), scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})
