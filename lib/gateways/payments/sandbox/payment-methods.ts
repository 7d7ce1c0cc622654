import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { z } from 'zod'
import { findCard, findCardOfToken, type TestCard } from './cards'
import type { Desk, Held } from './desk'
import { expand, PAGE, text } from './parameters'
import { invalid } from './refusals'

const EXPIRY_YEARS = 8
const SECONDS_A_YEAR = 31_556_952

export const AttachParameters = z.strictObject({ customer: text, expand: expand.optional() })
export const MethodListParameters = z.strictObject({
  ...PAGE,
  customer: text.optional(),
  type: z.literal('card').optional(),
})

export type Method = Held<'payment_method'>

/** A new payment method of a card, which remembers how it behaves. Not written yet. */
export function newMethod(desk: Desk, card: TestCard): Method {
  const body: Stripe.PaymentMethod = {
    id: desk.newId('payment_method'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: cardFacts(card, desk),
    created: desk.seconds,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  }
  return { body, hidden: { card: card.key, isSetUp: false } }
}

function cardFacts(card: TestCard, desk: Desk): Stripe.PaymentMethod.Card {
  const isExpired = card.key === 'expired'
  const year = 1970 + Math.floor(desk.seconds / SECONDS_A_YEAR) + (isExpired ? -1 : EXPIRY_YEARS)
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: card.brand,
    exp_month: 12,
    exp_year: year,
    fingerprint: createHash('sha256').update(`sandbox:${card.number}`).digest('base64url').slice(0, 16),
    funding: 'credit',
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

/** How the card behaves that a payment method was made of. */
export function cardOf(method: Method): TestCard {
  const card = findCard(method.hidden.card)
  if (!card) throw new Error(`${method.body.id} has no card.`)
  return card
}

/** The payment method that a request names: a saved one, or one of Stripe's names of test cards, such as pm_card_visa. */
export async function takeMethod(desk: Desk, name: string, customer: string | null): Promise<Method> {
  const card = findCardOfToken(name)
  if (card) return newMethod(desk, card)
  const method = await desk.lock('payment_method', name, 'payment_method')
  const { customer: owner } = method.body
  if (owner !== customer) {
    throw invalid(
      owner === null
        ? `The payment method ${name} is attached to no customer: it cannot be used again.`
        : `The payment method ${name} belongs to the customer ${String(owner)}. Name that customer.`,
      undefined,
      'payment_method',
    )
  }
  return method
}

/** Saves the card with a customer; `isSetUp` when the bank was asked for payments while the customer is away. */
export async function attach(desk: Desk, method: Method, customer: string, isSetUp: boolean): Promise<Method> {
  const attached: Method = {
    body: { ...method.body, customer, allow_redisplay: isSetUp ? 'always' : method.body.allow_redisplay },
    hidden: { ...method.hidden, isSetUp: isSetUp || method.hidden.isSetUp === true },
  }
  await desk.save('payment_method', attached)
  if (method.body.customer !== customer) await desk.emit('payment_method.attached', attached.body)
  return attached
}

export async function attachMethod(desk: Desk, { customer }: z.output<typeof AttachParameters>, id: string) {
  await desk.get('customer', customer, 'customer')
  const card = findCardOfToken(id)
  const method = card ? newMethod(desk, card) : await desk.lock('payment_method', id)
  if (method.body.customer !== null && method.body.customer !== customer) {
    throw invalid(
      'The payment method you provided has already been attached to a customer.',
      undefined,
      'payment_method',
    )
  }
  return (await attach(desk, method, customer, false)).body
}

export async function detachMethod(desk: Desk, _: object, id: string) {
  const { body, hidden } = await desk.lock('payment_method', id)
  if (body.customer === null) {
    throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.')
  }
  const detached: Method = { body: { ...body, customer: null }, hidden }
  await desk.save('payment_method', detached)
  await desk.emit('payment_method.detached', detached.body)
  return detached.body
}
