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

  test('in two processes too: they see one sandbox', async () => {
    const other = await stripeScene()
    const idempotencyKey = `both-${Math.random()}`
    const made = await Promise.all(
      [stripe, other.stripe, stripe, other.stripe].map((one) => one.customers.create({}, { idempotencyKey })),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await other.stripe.customers.retrieve(made[0]?.id ?? '')).toMatchObject({ id: made[0]?.id })
    await other.stop()
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
