import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { HOUR } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, documentsOf, paidOrder, testBuyer, tokensOf } from '@/lib/testing/purchases'
import { fulfilRefund } from './fulfil-refund'
import { openRefund } from './open-refund'
import { receiveWebhook } from './receive-webhook'
import { workInbox } from './work-inbox'

const scene = sceneOfPurchases()

it('the provider’s webhooks about a refund that nobody wrote down settle it, once', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const order = await paidOrder(scene, buyer)
  const { accountId, id: orderId, paymentId } = order
  const refund = await openRefund(buyer.owner, { accountId, orderId, shownCents: '1740' }, house)
  await house.payments.refund({ refundId: refund.id, orderId, paymentId: paymentId ?? '', amount: 1740n })
  for (const webhook of await scene.deliverAll()) await receiveWebhook(SYSTEM, webhook, house)
  const asked = { ...house, payments: { ...house.payments, refund: () => Promise.reject(new Error('Twice.')) } }
  const batch = await workInbox(SYSTEM, {}, asked)
  expect(batch.failures.filter((line) => !line.includes('Twice.'))).toEqual([])
  expect(await fulfilRefund(SYSTEM, { accountId, refundId: refund.id }, house)).toMatchObject({
    state: 'done',
    providerId: expect.stringMatching(/^re_/),
  })
  expect(await documentsOf(house, accountId)).toHaveLength(2)
  expect((await bought(house, accountId)).states).toEqual(['done'])
})

it('a refund that was made at the provider’s by hand is told to the staff after an hour, and takes no tokens', async () => {
  const { house, clock } = scene
  const order = await paidOrder(scene, await testBuyer(house))
  const { id: orderId, paymentId } = order
  const refund = await house.payments.refund({
    ...{ refundId: randomUUID(), orderId, paymentId: paymentId ?? '', amount: 100n },
  })
  for (const webhook of await scene.deliverAll()) await receiveWebhook(SYSTEM, webhook, house)
  await workInbox(SYSTEM, {}, house)
  clock.advance(HOUR)
  await workInbox(SYSTEM, {}, house)
  const told = await house.db.outboxEvent.findMany({ where: { name: 'payment.unmatched' } })
  expect(told.map(({ payload }) => payload)).toMatchObject([{ type: 'refund.created', orderId: refund.id }])
  expect(await tokensOf(house, order)).toMatchObject({ available: 250_000, refunded: 0 })
})

it('refuses everybody but the house itself, and refunds that are not there', async () => {
  const ref = { accountId: randomUUID(), refundId: randomUUID() }
  const callers = [visitorCaller(), memberCaller(ref.accountId, 'owner')]
  const kinds = await kindsRefused((caller) => fulfilRefund(caller, ref, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  expect((await refusalOf(fulfilRefund(SYSTEM, ref, scene.house))).kind).toBe('not-found')
})
