import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/domain/instants'
import { chargeCard, newOrder, paymentFaultOf, savedCard } from '@/lib/testing/paying'
import { type PaymentsScene, paymentsScene } from '@/lib/testing/payments'
import { openPayments } from './payments'

let scene: PaymentsScene
beforeAll(async () => {
  scene = await paymentsScene()
})
afterAll(() => scene.stop())

describe('a customer', () => {
  test('is one for each account, whatever it is called by now', async () => {
    const accountId = randomUUID()
    const ids = await Promise.all(
      ['Ada', 'Ada', 'Grace'].map((name) =>
        scene.payments.ensureCustomer({ accountId, customerId: null, name, email: null }),
      ),
    )
    expect(new Set(ids).size).toBe(1)
  })
})

describe('an order', () => {
  test('has one session, which is paid once however often it is sent', async () => {
    const order = await newOrder(scene)
    const sessions = await Promise.all(Array.from({ length: 5 }, () => scene.payments.createSession(order)))
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(1)
    const [session] = sessions
    expect(session).toMatchObject({
      status: 'open',
      isPaid: false,
      amount: 1500n,
      currency: 'EUR',
      orderId: order.orderId,
      paymentId: null,
    })
    const id = session?.id ?? ''
    const pages = await Promise.all(Array.from({ length: 5 }, () => scene.sandbox.payWithCard(id, 'success')))
    expect(pages.map((page) => page?.state)).toEqual(Array(5).fill('complete'))
    expect(pages[0]?.successUrl).toBe(`http://127.0.0.1:3000/orders/1?session=${id}`)
    const paid = await scene.payments.getSession(id)
    expect(paid).toMatchObject({ status: 'complete', isPaid: true, url: null, orderId: order.orderId })
    const payment = await scene.payments.getPayment(paid.paymentId ?? '')
    expect(payment).toMatchObject({
      status: 'succeeded',
      amount: 1500n,
      received: 1500n,
      orderId: order.orderId,
      failure: null,
    })
    const succeeded = (await scene.payments.listEventsSince(order.expiresAt - HOUR - MINUTE)).filter(
      ({ type, subject }) =>
        type === 'charge.succeeded' && subject.kind === 'charge' && subject.charge.paymentId === payment.id,
    )
    expect(succeeded).toHaveLength(1)
  })

  test('leaves its card behind, which pays the next one alone', async () => {
    const order = await newOrder(scene)
    const session = await scene.payments.createSession(order)
    await scene.sandbox.payWithCard(session.id, 'success')
    const [card] = await scene.payments.listCards(order.customerId)
    expect(card).toMatchObject({ brand: 'visa', lastFour: '4242', customerId: order.customerId })
    const [again, orderId] = [{ customerId: order.customerId, cardId: card?.id ?? '' }, randomUUID()]
    const [one, two] = await Promise.all([
      chargeCard(scene.payments, again, { orderId }),
      chargeCard(scene.payments, again, { orderId }),
    ])
    expect(two?.id).toBe(one?.id)
    expect(one).toMatchObject({ status: 'succeeded', received: 1500n, orderId, cardId: card?.id })
    await scene.payments.detachCard(card?.id ?? '')
    expect(await scene.payments.listCards(order.customerId)).toEqual([])
    expect((await paymentFaultOf(chargeCard(scene.payments, again))).kind).toBe('misuse')
  })

  test('that was expired cannot be paid, and one that is paid cannot be expired', async () => {
    const [left, paid] = [
      await scene.payments.createSession(await newOrder(scene)),
      await scene.payments.createSession(await newOrder(scene)),
    ]
    expect(await scene.payments.expireSession(left.id)).toMatchObject({ status: 'expired', url: null })
    expect(await scene.sandbox.payWithCard(left.id, 'success')).toMatchObject({ state: 'expired' })
    await scene.sandbox.payWithCard(paid.id, 'success')
    expect((await paymentFaultOf(scene.payments.expireSession(paid.id))).kind).toBe('misuse')
  })

  test('whose time is over is expired when it is looked at', async () => {
    const order = await newOrder(scene, { expiresAt: scene.clock.now + HOUR })
    const session = await scene.payments.createSession(order)
    await scene.sandbox.payWithCard(session.id, 'declined')
    scene.clock.now += HOUR
    expect(await scene.sandbox.payWithCard(session.id, 'success')).toMatchObject({ state: 'expired' })
    const { paymentId } = await scene.payments.getSession(session.id)
    expect(await scene.payments.getPayment(paymentId ?? '')).toMatchObject({ status: 'canceled', received: 0n })
  })

  test('asked for again with other words is a misuse of its key', async () => {
    const order = await newOrder(scene)
    await scene.payments.createSession(order)
    expect(
      (await paymentFaultOf(scene.payments.createSession({ ...order, cancelUrl: 'http://127.0.0.1:3000/other' }))).kind,
    ).toBe('misuse')
  })
})

describe('a saved card, while its customer is away,', () => {
  test.each(['success', 'mastercard', 'authentication-once'])('pays: %s', async (key) => {
    expect(await chargeCard(scene.payments, await savedCard(scene, key))).toMatchObject({ status: 'succeeded' })
  })

  test.each([
    ['declined-later', 'card-declined', 'generic_decline'],
    ['saved-then-declined', 'card-declined', 'generic_decline'],
    ['authentication-always', 'authentication-required', 'authentication_required'],
  ])('does not pay: %s is %s (%s), and a new attempt is a new try', async (key, kind, declineCode) => {
    const [card, orderId] = [await savedCard(scene, key), randomUUID()]
    const first = await paymentFaultOf(chargeCard(scene.payments, card, { orderId }))
    expect({ kind: first.kind, declineCode: first.declineCode }).toEqual({ kind, declineCode })
    const same = await paymentFaultOf(chargeCard(scene.payments, card, { orderId }))
    const second = await paymentFaultOf(chargeCard(scene.payments, card, { orderId, attempt: 2 }))
    expect(same.details.paymentId).toBe(first.details.paymentId)
    expect(second.details.paymentId).not.toBe(first.details.paymentId)
  })

  test('that paid once while its customer was there is declined later', async () => {
    const order = await newOrder(scene)
    const session = await scene.payments.createSession(order)
    expect(await scene.sandbox.payWithCard(session.id, 'declined-later')).toMatchObject({ state: 'complete' })
    const [card] = await scene.payments.listCards(order.customerId)
    const fault = await paymentFaultOf(
      chargeCard(scene.payments, { customerId: order.customerId, cardId: card?.id ?? '' }),
    )
    expect(fault.kind).toBe('card-declined')
  })
})

describe('a refund', () => {
  test('is one for each of ours, and names the order', async () => {
    const { id: paymentId } = await chargeCard(scene.payments, await savedCard(scene, 'success'))
    const ours = { refundId: randomUUID(), orderId: 'order', paymentId, amount: 600n }
    const [one, two] = await Promise.all([scene.payments.refund(ours), scene.payments.refund(ours)])
    expect(two?.id).toBe(one?.id)
    expect(await scene.payments.getRefund(one?.id ?? '')).toMatchObject({
      amount: 600n,
      status: 'succeeded',
      refundId: ours.refundId,
      orderId: 'order',
    })
    const { chargeId } = await scene.payments.getPayment(paymentId)
    expect(await scene.payments.getCharge(chargeId ?? '')).toMatchObject({
      refunded: 600n,
      amount: 1500n,
      isDisputed: false,
    })
    const more = await paymentFaultOf(scene.payments.refund({ ...ours, refundId: randomUUID(), amount: 901n }))
    expect(more.kind).toBe('misuse')
  })
})

describe('the provider', () => {
  test('that does not know an object: not-found', async () => {
    expect((await paymentFaultOf(scene.payments.getPayment('pi_nobody'))).kind).toBe('not-found')
    expect((await paymentFaultOf(scene.payments.getCard('pm_nobody'))).kind).toBe('not-found')
  })

  test('that is not there: provider-away', async () => {
    const away = openPayments({ ...scene.sandbox.address, port: 9 })
    expect((await paymentFaultOf(away.getPayment('pi_1'))).kind).toBe('provider-away')
  })

  test('that does not know the key: misuse', async () => {
    const stranger = openPayments({ ...scene.sandbox.address, secretKey: 'sk_test_stranger' })
    expect((await paymentFaultOf(stranger.getPayment('pi_1'))).kind).toBe('misuse')
  })

  test.each([
    ['an object without an id', 200, '{"object":"payment_intent"}'],
    ['a 404 without an error', 404, '{"message":"Not found"}'],
    ['another object', 200, '{"object":"charge","id":"ch_1"}'],
    ['no JSON', 502, '<html>Bad gateway</html>'],
    ['a server fault', 500, '{"error":{"type":"api_error","message":"no"}}'],
  ])('that answers %s has not answered: provider-away', async (_, status, body) => {
    const server = createServer((_message, response) => response.writeHead(status).end(body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const odd = openPayments({ ...scene.sandbox.address, port })
    expect((await paymentFaultOf(odd.getPayment('pi_1'))).kind).toBe('provider-away')
    expect((await paymentFaultOf(odd.listCards('cus_1'))).kind).toBe('provider-away')
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
