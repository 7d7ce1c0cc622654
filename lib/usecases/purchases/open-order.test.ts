import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, orderForm, testBuyer } from '@/lib/testing/purchases'
import { openOrder } from './open-order'

const scene = sceneOfPurchases()

it('keeps what was sold as it was sold, whatever becomes of the pack', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { id } = await openOrder(buyer.owner, orderForm(buyer), house)
  const change = house.db.$executeRaw`UPDATE "order" SET total_cents = 1 WHERE id = ${id}::uuid`
  await expect(change).rejects.toThrow(/permission denied/)
  const remove = house.db.$executeRaw`DELETE FROM "order" WHERE id = ${id}::uuid`
  await expect(remove).rejects.toThrow(/permission denied/)
  expect(await bought(house, buyer.accountId)).toEqual({ states: ['pending'], tokens: [] })
})

it('refuses everybody but owners and billing', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => openOrder(caller, orderForm({ accountId }), scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})
