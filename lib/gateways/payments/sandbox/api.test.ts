import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PaymentsScene, paymentsScene } from '@/lib/testing/payments'

let scene: PaymentsScene
let stripe: Stripe

beforeAll(async () => {
  scene = await paymentsScene()
  const { secretKey, host, port } = scene.sandbox.address
  stripe = new Stripe(secretKey, { host, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 })
})
afterAll(() => scene.stop())

const customer = () =>
  stripe.customers.create({ name: 'Ada', email: 'ada@example.com', metadata: { account_id: 'a1' } })
const lines = [
  { quantity: 1, price_data: { currency: 'eur', unit_amount: 1250, product_data: { name: '250,000 tokens' } } },
]
const session = async (more: Stripe.Checkout.SessionCreateParams = {}) =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    customer: (await customer()).id,
    line_items: lines,
    payment_intent_data: { setup_future_usage: 'off_session', metadata: { order_id: 'o1' } },
    success_url: 'http://127.0.0.1:3000/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:3000/back',
    metadata: { order_id: 'o1' },
    ...more,
  })
/** Pays an amount with a test card by Stripe's name of it, with the customer there or away. */
const pay = async (token: string, isAway = false, owner?: string) =>
  stripe.paymentIntents.create({
    amount: 990,
    currency: 'eur',
    customer: owner ?? (await customer()).id,
    payment_method: token,
    confirm: true,
    off_session: isAway,
  })
const errorOf = async (call: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Stripe.errors.StripeError) return error
  throw new Error(`No error of Stripe's: ${String(error)}`)
}
const typesOf = async (object: string) =>
  (await stripe.events.list({ limit: 100 })).data
    .filter(({ data }) => JSON.stringify(data.object).includes(`"${object}"`))
    .map(({ type }) => type)
    .reverse()

describe('customers', () => {
  test('are made, changed and read, with what was said of them', async () => {
    const { id, livemode, object } = await customer()
    expect({ object, livemode, prefix: id.slice(0, 4) }).toEqual({
      object: 'customer',
      livemode: false,
      prefix: 'cus_',
    })
    await stripe.customers.update(id, { name: 'Ada L.', metadata: { account_id: '', note: 'n' } })
    expect(await stripe.customers.retrieve(id)).toMatchObject({
      name: 'Ada L.',
      email: 'ada@example.com',
      metadata: { note: 'n' },
    })
    expect(await typesOf(id)).toEqual(['customer.created', 'customer.updated'])
  })

  test('that nobody knows are 404 and resource_missing', async () => {
    const error = await errorOf(stripe.customers.retrieve('cus_nobody'))
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect(error).toMatchObject({
      code: 'resource_missing',
      statusCode: 404,
      param: 'id',
      message: "No such customer: 'cus_nobody'",
    })
    expect(error.requestId).toMatch(/^req_/)
  })
})

describe('what the sandbox lacks is refused in the form of Stripe', () => {
  test('an unknown address', async () => {
    const error = await errorOf(stripe.subscriptions.list())
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect(error).toMatchObject({
      statusCode: 404,
      message: expect.stringContaining('Unrecognized request URL (GET: /v1/subscriptions)'),
    })
  })

  test('an unknown method of a known address', async () => {
    await expect(stripe.customers.del((await customer()).id)).rejects.toMatchObject({ statusCode: 404 })
  })

  test.each([
    ['top', { allow_promotion_codes: true }, 'allow_promotion_codes'],
    ['nested', { payment_intent_data: { receipt_email: 'a@example.com' } }, 'payment_intent_data[receipt_email]'],
    ['deep', { line_items: [{ ...lines[0], tax_rates: ['txr_1'] }] }, 'line_items[0][tax_rates]'],
  ])('an unknown parameter: %s', async (_, more, param) => {
    const error = await errorOf(session(more as Stripe.Checkout.SessionCreateParams))
    expect(error).toMatchObject({
      type: 'StripeInvalidRequestError',
      code: 'parameter_unknown',
      param,
      statusCode: 400,
    })
  })

  test('a missing and a wrong parameter', async () => {
    expect(await errorOf(session({ success_url: undefined }))).toMatchObject({
      code: 'parameter_missing',
      param: 'success_url',
    })
    expect(await errorOf(pay('pm_card_visa', false, 'cus_nobody'))).toMatchObject({
      code: 'resource_missing',
      param: 'customer',
      statusCode: 400,
    })
    const form = { amount: 'ten', currency: 'eur' } as unknown as Stripe.PaymentIntentCreateParams
    expect(await errorOf(stripe.paymentIntents.create(form))).toMatchObject({
      code: 'parameter_invalid_integer',
      param: 'amount',
    })
    expect(await errorOf(stripe.paymentIntents.create({ amount: 49, currency: 'eur' }))).toMatchObject({
      code: 'amount_too_small',
    })
  })

  test('another key, and another version of the API', async () => {
    const { secretKey, host, port } = scene.sandbox.address
    const stranger = new Stripe('sk_test_other', { host, port, protocol: 'http' })
    expect(await errorOf(stranger.customers.list())).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
    const old = new Stripe(secretKey, { host, port, protocol: 'http' })
    expect(await errorOf(old.events.list({}, { apiVersion: '2020-08-27' }))).toMatchObject({
      message: expect.stringContaining('Invalid Stripe API version'),
    })
  })

  test('a name that cannot be expanded', async () => {
    const { id } = await session()
    expect(await errorOf(stripe.checkout.sessions.retrieve(id, { expand: ['subscription'] }))).toMatchObject({
      param: 'expand',
    })
  })
})

describe('one key does one thing', () => {
  test('twenty at once make one customer, and all have the same answer', async () => {
    const key = `same-${Math.random()}`
    const made = await Promise.all(
      Array.from({ length: 20 }, () => stripe.customers.create({ name: 'Once' }, { idempotencyKey: key })),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(made.filter(({ lastResponse }) => lastResponse.headers['idempotent-replayed'] === 'true')).toHaveLength(19)
    expect(await typesOf(made[0]?.id ?? '')).toEqual(['customer.created'])
  })

  test('with other parameters it is an idempotency error', async () => {
    const idempotencyKey = `other-${Math.random()}`
    await stripe.customers.create({ name: 'One' }, { idempotencyKey })
    const error = await errorOf(stripe.customers.create({ name: 'Two' }, { idempotencyKey }))
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
    expect(error).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' })
  })

  test('a decline is answered again, not tried again; a refused request leaves its key free', async () => {
    const idempotencyKey = `decline-${Math.random()}`
    const owner = (await customer()).id
    const wanted = {
      amount: 990,
      currency: 'eur',
      customer: owner,
      payment_method: 'pm_card_chargeDeclined',
      confirm: true,
    }
    const [one, two] = [
      await errorOf(stripe.paymentIntents.create(wanted, { idempotencyKey })),
      await errorOf(stripe.paymentIntents.create(wanted, { idempotencyKey })),
    ]
    expect(two.payment_intent?.id).toBe(one.payment_intent?.id)
    const free = `free-${Math.random()}`
    await errorOf(stripe.paymentIntents.create({ ...wanted, amount: 1 }, { idempotencyKey: free }))
    expect(
      await stripe.paymentIntents.create({ ...wanted, payment_method: 'pm_card_visa' }, { idempotencyKey: free }),
    ).toMatchObject({ status: 'succeeded' })
  })

  test('a day later it is free again', async () => {
    const idempotencyKey = `day-${Math.random()}`
    const one = await stripe.customers.create({}, { idempotencyKey })
    scene.clock.now += 86_401_000_000n
    expect((await stripe.customers.create({}, { idempotencyKey })).id).not.toBe(one.id)
  })
})

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

test('events are listed by time and type, the newest first, and read one by one', async () => {
  scene.clock.now += 3_600_000_000n
  const since = Number(scene.clock.now / 1_000_000n)
  const { id } = await customer()
  await stripe.customers.update(id, { name: 'New' })
  const { data } = await stripe.events.list({ created: { gte: since } })
  expect(data.map(({ type }) => type)).toEqual(['customer.updated', 'customer.created'])
  expect(data[0]).toMatchObject({ api_version: Stripe.API_VERSION, livemode: false, object: 'event', created: since })
  expect((await stripe.events.list({ created: { gte: since }, types: ['customer.created'] })).data).toHaveLength(1)
  expect(
    (await stripe.events.list({ created: { lt: since }, type: 'customer.updated', limit: 1 })).data[0]?.id,
  ).not.toBe(data[0]?.id)
  expect(await stripe.events.retrieve(data[0]?.id ?? '')).toEqual(data[0])
})
