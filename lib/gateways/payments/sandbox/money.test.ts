import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorOf, payWith, stripeScene, typesOf as typesOfObject } from '@/lib/testing/stripe-scene'

let scene: Awaited<ReturnType<typeof stripeScene>>
let stripe: Stripe

beforeAll(async () => {
  scene = await stripeScene()
  stripe = scene.stripe
})
afterAll(() => scene.stop())

const pay = (token: string, isAway = false, owner?: string) => payWith(stripe, token, isAway, owner)
const typesOf = (object: string) => typesOfObject(stripe, object)
const customer = () =>
  stripe.customers.create({ name: 'Ada', email: 'ada@example.com', metadata: { account_id: 'a1' } })

describe('payments', () => {
  test('that succeed have a charge with the card, and tell what happened', async () => {
    const intent = await pay('pm_card_visa')
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 990, livemode: false })
    const charge = await stripe.charges.retrieve(String(intent.latest_charge), { expand: ['payment_intent'] })
    expect(charge).toMatchObject({
      paid: true,
      amount: 990,
      payment_intent: { id: intent.id },
      payment_method_details: { card: { last4: '4242', brand: 'visa' } },
    })
    expect(await typesOf(intent.id)).toEqual(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'])
  })

  test.each([
    ['pm_card_chargeDeclined', false, 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', false, 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', false, 'expired_card', 'expired_card'],
    ['pm_card_chargeCustomerFail', true, 'card_declined', 'generic_decline'],
    ['pm_card_authenticationRequired', true, 'authentication_required', 'authentication_required'],
    ['pm_card_authenticationRequiredOnSetup', true, 'authentication_required', 'authentication_required'],
  ])('%s, away: %s: the SDK throws its card error with %s, %s', async (token, isAway, code, declineCode) => {
    const error = await errorOf(pay(token, isAway))
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError)
    expect(error).toMatchObject({
      statusCode: 402,
      code,
      decline_code: declineCode,
      payment_intent: { status: 'requires_payment_method' },
    })
    const id = error.payment_intent?.id ?? ''
    expect(await typesOf(id)).toEqual(['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'])
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ amount_received: 0, last_payment_error: { code } })
  })

  test('that the bank asks about wait for an answer: yes pays, no does not', async () => {
    const [yes, no] = [await pay('pm_card_authenticationRequired'), await pay('pm_card_authenticationRequired')]
    expect(yes).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
    await scene.sandbox.answerAuthentication(yes.id, true)
    await scene.sandbox.answerAuthentication(no.id, false)
    expect(await stripe.paymentIntents.retrieve(yes.id)).toMatchObject({ status: 'succeeded', amount_received: 990 })
    expect(await stripe.paymentIntents.retrieve(no.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
  })

  test('are confirmed later, or canceled, and not twice', async () => {
    const owner = (await customer()).id
    const open = { amount: 500, currency: 'eur', customer: owner }
    const [one, other] = [await stripe.paymentIntents.create(open), await stripe.paymentIntents.create(open)]
    expect(await stripe.paymentIntents.confirm(one.id, { payment_method: 'pm_card_visa' })).toMatchObject({
      status: 'succeeded',
    })
    expect(await errorOf(stripe.paymentIntents.confirm(one.id, { payment_method: 'pm_card_visa' }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
    expect(await stripe.paymentIntents.cancel(other.id)).toMatchObject({ status: 'canceled' })
    expect(await errorOf(stripe.paymentIntents.cancel(other.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
  })
})

describe('saved cards', () => {
  test('are attached, listed, read and detached; the same card has the same fingerprint', async () => {
    const [one, two] = [await customer(), await customer()]
    const first = await stripe.paymentMethods.attach('pm_card_visa', { customer: one.id })
    const second = await stripe.paymentMethods.attach('pm_card_visa', { customer: two.id })
    expect(second.card?.fingerprint).toBe(first.card?.fingerprint)
    expect((await stripe.customers.listPaymentMethods(one.id)).data.map(({ id }) => id)).toEqual([first.id])
    expect(await errorOf(pay(first.id, true, two.id))).toMatchObject({ param: 'payment_method' })
    expect(await pay(first.id, true, one.id)).toMatchObject({ status: 'succeeded' })
    await stripe.paymentMethods.detach(first.id)
    expect((await stripe.paymentMethods.list({ customer: one.id, type: 'card' })).data).toEqual([])
    expect(await errorOf(pay(first.id, true, one.id))).toMatchObject({ param: 'payment_method' })
  })

  test('lists are read page by page, forwards and backwards', async () => {
    const owner = (await customer()).id
    for (let i = 0; i < 5; i++) await stripe.paymentMethods.attach('pm_card_visa', { customer: owner })
    const all = await stripe.customers.listPaymentMethods(owner, { limit: 2 }).autoPagingToArray({ limit: 100 })
    expect(new Set(all.map(({ id }) => id)).size).toBe(5)
    const back = await stripe.customers.listPaymentMethods(owner, { limit: 2, ending_before: all[4]?.id })
    expect(back.data.map(({ id }) => id)).toEqual([all[2]?.id, all[3]?.id])
    expect(back.has_more).toBe(true)
  })
})

describe('refunds and disputes', () => {
  test('parts are given back up to what was paid, and not more', async () => {
    const { id } = await pay('pm_card_visa')
    const one = await stripe.refunds.create({ payment_intent: id, amount: 400, metadata: { refund_id: 'r1' } })
    expect(one).toMatchObject({ status: 'succeeded', amount: 400, metadata: { refund_id: 'r1' } })
    await expect(stripe.refunds.create({ payment_intent: id, amount: 591 })).rejects.toMatchObject({ param: 'amount' })
    await stripe.refunds.create({ payment_intent: id })
    expect(await errorOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
      code: 'charge_already_refunded',
    })
    expect((await stripe.refunds.list({ payment_intent: id })).data.map(({ amount }) => amount)).toEqual([590, 400])
    expect(await stripe.refunds.retrieve(one.id)).toMatchObject({ id: one.id })
    expect((await typesOf(id)).filter((type) => /refund/.test(type))).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.created',
      'charge.refunded',
    ])
  })

  test('two refunds of all at once give it back once', async () => {
    const { id } = await pay('pm_card_visa')
    const done = await Promise.allSettled([1, 2, 3].map(() => stripe.refunds.create({ payment_intent: id })))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test.each([
    ['winning_evidence', 'won'],
    ['losing_evidence', 'lost'],
  ])('a disputed charge is not refunded; %s ends it %s', async (words, status) => {
    const { id } = await pay('pm_card_createDispute')
    const [dispute] = (await stripe.disputes.list({ payment_intent: id })).data
    expect(dispute).toMatchObject({ status: 'needs_response', amount: 990, payment_intent: id, reason: 'fraudulent' })
    expect(await errorOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ code: 'charge_disputed' })
    const closed = await stripe.disputes.update(dispute?.id ?? '', { evidence: { uncategorized_text: words } })
    expect(closed.status).toBe(status)
    expect(await errorOf(stripe.disputes.close(closed.id))).toMatchObject({ statusCode: 400 })
    expect((await typesOf(closed.id)).filter((type) => type.startsWith('charge.dispute'))).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.closed',
      ...(status === 'won' ? ['charge.dispute.funds_reinstated'] : []),
    ])
  })

  test('a bank can dispute any paid charge, once; the seller may give in', async () => {
    const { latest_charge: charge } = await pay('pm_card_visa')
    const id = await scene.sandbox.openDispute(String(charge), 'product_not_received')
    await expect(scene.sandbox.openDispute(String(charge), 'duplicate')).rejects.toThrow('cannot be disputed')
    expect(await stripe.charges.retrieve(String(charge))).toMatchObject({ disputed: true })
    expect(await stripe.disputes.close(id)).toMatchObject({ status: 'lost' })
    expect(await stripe.disputes.retrieve(id)).toMatchObject({ status: 'lost', reason: 'product_not_received' })
  })
})
