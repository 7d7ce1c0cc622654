import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Dispute } from '@/lib/domain/purchases/payment-model'
import { offencesOf, totalsOf } from '@/lib/testing/holds'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder, spend, testBuyer, testOrder } from '@/lib/testing/purchases'
import { openRefund } from './open-refund'
import { settleDispute } from './settle-dispute'
import { settleRefund } from './settle-refund'

const scene = sceneOfPurchases()

const DISPUTE: Dispute = {
  ...{ id: 'du_1', status: 'open', amount: 1740n, currency: 'EUR', reason: 'fraudulent' },
  ...{ paymentId: 'pi_1', chargeId: 'ch_1' },
}

it('twenty words of one dispute at once take the tokens once', async () => {
  const { house } = scene
  const order = await paidOrder(scene, await testBuyer(house))
  const { accountId, id: orderId } = order
  await spend(scene, accountId, 100_000)
  const tell = () => settleDispute(SYSTEM, { accountId, orderId, told: DISPUTE }, house)
  await Promise.all(Array.from({ length: 20 }, tell))
  expect(await totalsOf(house, accountId)).toEqual([0, 0, 100_000])
  const told = await house.db.outboxEvent.count({ where: { accountId, name: 'dispute.open' } })
  expect(told).toBe(1)
})

it('what a refund under way has set aside is not owed too', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId, id: orderId } = await paidOrder(scene, buyer)
  const refund = await openRefund(buyer.owner, { accountId, orderId, shownCents: '1740' }, house)
  await settleDispute(SYSTEM, { accountId, orderId, told: DISPUTE }, house)
  expect(await totalsOf(house, accountId)).toEqual([0, 250_000, 0])
  const done = { providerId: 're_1', status: 'succeeded', failure: null } as const
  await settleRefund(SYSTEM, { accountId, refundId: refund.id, told: done }, house)
  await settleDispute(SYSTEM, { accountId, orderId, told: { ...DISPUTE, status: 'lost' } }, house)
  const notes = await house.db.document.findMany({ where: { accountId, kind: 'credit-note' } })
  expect(notes.reduce((sum, { totalCents }) => sum + totalCents, 0n)).toBe(1740n)
  expect(await offencesOf(house, accountId)).toEqual([])
})

it('of an order that brought nothing freezes the account and takes nothing', async () => {
  const { house } = scene
  const { accountId, id: orderId } = await testOrder(house, await testBuyer(house))
  await settleDispute(SYSTEM, { accountId, orderId, told: { ...DISPUTE, status: 'lost' } }, house)
  expect(await totalsOf(house, accountId)).toEqual([0, 0, 0])
  expect((await house.db.account.findUniqueOrThrow({ where: { id: accountId } })).status).toBe('frozen')
  expect(await offencesOf(house, accountId)).toEqual([])
})

it('refuses everybody but the house itself, and orders that are not there', async () => {
  const ref = { accountId: randomUUID(), orderId: randomUUID(), told: DISPUTE }
  const callers = [visitorCaller(), memberCaller(ref.accountId, 'owner')]
  const kinds = await kindsRefused((caller) => settleDispute(caller, ref, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  expect((await refusalOf(settleDispute(SYSTEM, ref, scene.house))).kind).toBe('not-found')
})
