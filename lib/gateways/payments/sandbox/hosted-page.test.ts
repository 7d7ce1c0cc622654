import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newCustomer, newOrder } from '@/lib/testing/paying'
import { type PaymentsScene, paymentsScene } from '@/lib/testing/payments'

let scene: PaymentsScene
beforeAll(async () => {
  scene = await paymentsScene()
})
afterAll(() => scene.stop())

describe('the page', () => {
  test.each([
    ['declined', 'generic_decline'],
    ['insufficient-funds', 'insufficient_funds'],
    ['expired', 'expired_card'],
    ['saved-then-declined', 'generic_decline'],
  ])('says why the card "%s" was declined, and lets another one pay the same', async (card, failure) => {
    const session = await scene.payments.createSession(await newOrder(scene))
    expect(await scene.sandbox.payWithCard(session.id, card)).toMatchObject({ state: 'open', failure })
    const { paymentId, isPaid } = await scene.payments.getSession(session.id)
    expect(isPaid).toBe(false)
    expect(await scene.payments.getPayment(paymentId ?? '')).toMatchObject({
      status: 'requires-card',
      failure: { declineCode: failure },
    })
    expect(await scene.sandbox.payWithCard(session.id, 'success')).toMatchObject({ state: 'complete', failure: null })
    expect(await scene.payments.getPayment(paymentId ?? '')).toMatchObject({ status: 'succeeded', received: 1500n })
  })

  test('asks the bank: a no can be tried again, a yes pays, and a second yes changes nothing', async () => {
    const session = await scene.payments.createSession(await newOrder(scene))
    expect(await scene.sandbox.payWithCard(session.id, 'authentication-always')).toMatchObject({
      state: 'authentication',
    })
    expect(await scene.sandbox.answerBank(session.id, false)).toMatchObject({
      state: 'open',
      failure: 'payment_intent_authentication_failure',
    })
    await scene.sandbox.payWithCard(session.id, 'authentication-always')
    const both = await Promise.all([1, 2].map(() => scene.sandbox.answerBank(session.id, true)))
    expect(both.map((page) => page?.state)).toEqual(['complete', 'complete'])
  })

  test('shows the lines and the total, and nothing for an unknown session', async () => {
    const session = await scene.payments.createSession(await newOrder(scene))
    expect(await scene.sandbox.showCheckout(session.id)).toMatchObject({
      lines: [
        { name: '250,000 tokens', description: 'A pack', amount: 1250n },
        { name: 'VAT 20 %', description: null, amount: 250n },
      ],
      total: 1500n,
      currency: 'EUR',
      email: 'ada@example.com',
      cancelUrl: 'http://127.0.0.1:3000/buy',
    })
    expect(await scene.sandbox.showCheckout('cs_test_nobody')).toBeNull()
    expect(await scene.sandbox.payWithCard('cs_test_nobody', 'success')).toBeNull()
  })

  test('saves no card that is declined when it is saved', async () => {
    const customerId = await newCustomer(scene.payments)
    const session = await scene.payments.createCardSession({
      ...(await newOrder(scene)),
      key: randomUUID(),
      customerId,
    })
    expect(await scene.sandbox.payWithCard(session.id, 'declined')).toMatchObject({
      state: 'open',
      failure: 'generic_decline',
    })
    expect(await scene.payments.listCards(customerId)).toEqual([])
  })
})
