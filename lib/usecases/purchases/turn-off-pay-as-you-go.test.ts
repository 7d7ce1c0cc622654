import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { turnOffPayAsYouGo } from './turn-off-pay-as-you-go'

const scene = sceneOfPurchases()

it('changes nothing where nothing was on', async () => {
  const { accountId, owner } = await testBuyer(scene.house)
  await turnOffPayAsYouGo(owner, { accountId }, scene.house)
  expect(await scene.house.db.payAsYouGo.count({ where: { accountId } })).toBe(0)
})

it('refuses everybody but owners and billing', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => turnOffPayAsYouGo(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})
