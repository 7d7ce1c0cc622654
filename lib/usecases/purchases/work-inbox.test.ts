import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { insertWebhook } from '@/lib/db/purchases-webhooks'
import { HOUR, MINUTE } from '@/lib/domain/instants'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, type PurchaseScene, testBuyer, testOrder } from '@/lib/testing/purchases'
import { receiveWebhook } from './receive-webhook'
import { workInbox } from './work-inbox'

const scene = sceneOfPurchases()

const sweep = (house: PurchaseScene['house'] = scene.house) => workInbox(SYSTEM, {}, house)

it('tries again what did not work, later each time, and not before', async () => {
  const { house, sandbox, clock } = scene
  const buyer = await testBuyer(house)
  const order = await testOrder(house, buyer)
  await sandbox.payWithCard(order.sessionId, 'success')
  const webhooks = await scene.deliverAll()
  await Promise.all(webhooks.map((webhook) => receiveWebhook(SYSTEM, webhook, house)))
  const away = () => Promise.reject(new PaymentFault('provider-away', 'Nobody answers.'))
  const cut = { ...house, payments: { ...house.payments, getSession: away } }
  expect((await sweep(cut)).failures.some((line) => line.includes('Nobody answers.'))).toBe(true)
  expect(await sweep()).toEqual({ counts: {}, failures: [], next: null })
  expect(await bought(house, buyer.accountId)).toMatchObject({ states: ['pending'] })
  clock.advance(2n * MINUTE)
  expect((await sweep()).failures).toEqual([])
  expect(await bought(house, buyer.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
})

it('parks an event about an order that does not turn up within the hour, and tells the staff once', async () => {
  const { house, clock } = scene
  const id = `evt_${randomUUID()}`
  const metadata = { order_id: randomUUID(), account_id: randomUUID() }
  const object = {
    id: 'pi_1',
    object: 'payment_intent',
    status: 'succeeded',
    amount: 1,
    amount_received: 1,
    currency: 'eur',
  }
  const about = {
    ...object,
    metadata,
    customer: null,
    payment_method: null,
    latest_charge: null,
    last_payment_error: null,
    created: 1,
  }
  const payload = JSON.stringify({
    id,
    object: 'event',
    type: 'payment_intent.succeeded',
    created: 1,
    data: { object: about },
  })
  await insertWebhook(house.db, { id, type: 'payment_intent.succeeded', payload, receivedAt: clock.now() })
  expect((await sweep()).counts).toEqual({ postponed: 1 })
  clock.advance(HOUR)
  expect((await sweep()).counts).toEqual({ parked: 1 })
  clock.advance(HOUR)
  expect((await sweep()).counts).toEqual({})
  const told = await house.db.outboxEvent.findMany({ where: { name: 'payment.unmatched' } })
  expect(told.map(({ payload }) => payload)).toMatchObject([{ eventId: id, orderId: metadata.order_id }])
})

it('refuses everybody but jobs', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  expect(await kindsRefused((caller) => workInbox(caller, {}, scene.house), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
