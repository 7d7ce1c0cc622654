import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, testBuyer, testOrder } from '@/lib/testing/purchases'
import { askProvider } from './ask-provider'
import { settleOrder } from './settle-order'

const scene = sceneOfPurchases()

it('grants once, whoever settles at the same moment, and is done for good', async () => {
  const { house, sandbox } = scene
  const buyer = await testBuyer(house)
  const order = await testOrder(house, buyer)
  const before = await askProvider(order, house)
  await sandbox.payWithCard(order.sessionId, 'success')
  const paid = await askProvider(order, house)
  const ref = { accountId: buyer.accountId, orderId: order.id }
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => settleOrder(SYSTEM, { ...ref, told: i % 3 ? paid : before }, house)),
  )
  expect((await settleOrder(SYSTEM, { ...ref, told: before }, house)).state).toBe('done')
  expect(await bought(house, buyer.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
  const undo = house.db.$executeRaw`UPDATE "order" SET state = 'canceled', grant_id = NULL WHERE id = ${order.id}::uuid`
  await expect(undo).rejects.toThrow(/change refused/)
})

it('refuses everybody but the house itself, and orders that are not there', async () => {
  const told = { session: null, payment: null, card: null }
  const ref = { accountId: randomUUID(), orderId: randomUUID(), told }
  const callers = [visitorCaller(), memberCaller(ref.accountId, 'owner')]
  const kinds = await kindsRefused((caller) => settleOrder(caller, ref, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  expect((await refusalOf(settleOrder(SYSTEM, ref, scene.house))).kind).toBe('not-found')
})
