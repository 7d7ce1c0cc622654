import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ToldOfRefund } from '@/lib/domain/purchases/refund-model'
import { offencesOf } from '@/lib/testing/holds'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { documentsOf, paidOrder, testBuyer, tokensOf } from '@/lib/testing/purchases'
import { openRefund } from './open-refund'
import { settleRefund } from './settle-refund'

const scene = sceneOfPurchases()

const told = (status: ToldOfRefund['status']): ToldOfRefund => ({ providerId: 're_1', status, failure: null })

it.each([
  [['pending', 'succeeded', 'pending', 'succeeded'], 'done', 250_000, 2],
  [['failed', 'succeeded', 'failed'], 'failed', 0, 1],
  [['succeeded', 'failed', 'failed', 'succeeded'], 'undone', 250_000, 3],
] as const)('told as %j, twice at once each, it is %s', async (words, state, refunded, documents) => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const order = await paidOrder(scene, buyer)
  const { accountId } = order
  const refund = await openRefund(buyer.owner, { accountId, orderId: order.id, shownCents: '1740' }, house)
  const settle = (status: ToldOfRefund['status']) =>
    settleRefund(SYSTEM, { accountId, refundId: refund.id, told: told(status) }, house)
  for (const status of words) await Promise.all([settle(status), settle(status)])
  expect(await settle('pending')).toMatchObject({ state, providerId: 're_1' })
  expect(await tokensOf(house, order)).toMatchObject({ refunded, held: 0 })
  expect(await documentsOf(house, accountId)).toHaveLength(documents)
  expect(await offencesOf(house, accountId)).toEqual([])
})

it('refuses everybody but the house itself, and refunds that are not there', async () => {
  const ref = { accountId: randomUUID(), refundId: randomUUID(), told: told('succeeded') }
  const callers = [visitorCaller(), memberCaller(ref.accountId, 'owner')]
  const kinds = await kindsRefused((caller) => settleRefund(caller, ref, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  expect((await refusalOf(settleRefund(SYSTEM, ref, scene.house))).kind).toBe('not-found')
})
