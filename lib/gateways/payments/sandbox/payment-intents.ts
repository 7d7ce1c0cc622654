import type Stripe from 'stripe'
import { z } from 'zod'
import type { SandboxAnswer } from '@/lib/domain/purchases/sandbox-store'
import type { Desk } from './desk'
import { cardOnly, currency, expand, flag, metadata, requireChargeable, text, whole } from './parameters'
import { type Intent, type Tried, tryPayment } from './pay'
import { takeMethod } from './payment-methods'
import { errorAnswer, invalid } from './refusals'

const CONFIRM = {
  payment_method: text.optional(),
  off_session: flag.optional(),
  return_url: z.url().optional(),
  expand: expand.optional(),
}
export const IntentParameters = z.strictObject({
  ...CONFIRM,
  amount: whole,
  currency,
  customer: text.optional(),
  confirm: flag.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  setup_future_usage: z.enum(['on_session', 'off_session']).optional(),
  allowed_payment_method_types: cardOnly.optional(),
})
export const ConfirmParameters = z.strictObject(CONFIRM)
export const CancelParameters = z.strictObject({
  cancellation_reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']).optional(),
  expand: expand.optional(),
})

interface Wanted {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Stripe.Metadata
  setupFutureUsage: 'on_session' | 'off_session' | null
}

/** A new intent that waits for a card, written and told. */
export async function openIntent(desk: Desk, wanted: Wanted, session: string | null): Promise<Intent> {
  const id = desk.newId('payment_intent')
  const body: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: ['card'],
    amount: wanted.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_sandbox`,
    confirmation_method: 'automatic',
    created: desk.seconds,
    currency: wanted.currency,
    customer: wanted.customer,
    customer_account: null,
    description: wanted.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: wanted.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: wanted.setupFutureUsage,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_group: null,
  }
  const intent: Intent = { body, hidden: { session } }
  await desk.save('payment_intent', intent)
  await desk.emit('payment_intent.created', body)
  return intent
}

export async function createIntent(desk: Desk, given: z.output<typeof IntentParameters>) {
  requireChargeable(given.amount)
  if (given.customer !== undefined) await desk.get('customer', given.customer, 'customer')
  if (given.off_session !== undefined && !given.confirm) {
    throw invalid('You can only set `off_session` when `confirm` is true.', undefined, 'off_session')
  }
  const intent = await openIntent(
    desk,
    {
      amount: given.amount,
      currency: given.currency,
      customer: given.customer ?? null,
      description: given.description ?? null,
      metadata: given.metadata ?? {},
      setupFutureUsage: given.setup_future_usage ?? null,
    },
    null,
  )
  if (given.confirm) return confirm(desk, intent, given)
  if (given.payment_method === undefined) return intent.body
  const method = await takeMethod(desk, given.payment_method, given.customer ?? null)
  await desk.save('payment_method', method)
  const body: Stripe.PaymentIntent = {
    ...intent.body,
    payment_method: method.body.id,
    status: 'requires_confirmation',
  }
  await desk.save('payment_intent', { ...intent, body })
  return body
}

export async function confirmIntent(desk: Desk, given: z.output<typeof ConfirmParameters>, id: string) {
  const intent = await desk.lock('payment_intent', id)
  if (typeof intent.hidden.session === 'string') {
    throw invalid('You cannot confirm the PaymentIntent of a Checkout Session.', 'payment_intent_unexpected_state')
  }
  if (!['requires_payment_method', 'requires_confirmation'].includes(intent.body.status)) {
    throw invalid(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.body.status}.`,
      'payment_intent_unexpected_state',
    )
  }
  return confirm(desk, intent, given)
}

async function confirm(desk: Desk, intent: Intent, given: z.output<typeof ConfirmParameters>) {
  const { customer, payment_method: before } = intent.body
  const name = given.payment_method ?? before
  if (typeof name !== 'string') {
    throw invalid(
      'You cannot confirm this PaymentIntent because it is missing a payment method.',
      'payment_intent_unexpected_state',
    )
  }
  const owner = typeof customer === 'string' ? customer : null
  const method = name === before ? await desk.lock('payment_method', name) : await takeMethod(desk, name, owner)
  return answerOf(
    await tryPayment(desk, intent, method, {
      isAway: given.off_session ?? false,
      returnUrl: given.return_url ?? null,
    }),
  )
}

/** A decline is an answer, kept under its key as any other: the same request is declined again, not tried again. */
function answerOf({ body, decline, method }: Tried): Stripe.PaymentIntent | SandboxAnswer {
  if (decline === null) return body
  return errorAnswer(402, {
    type: 'card_error',
    code: decline.code,
    decline_code: decline.declineCode,
    message: decline.message,
    charge: body.latest_charge,
    payment_intent: body,
    payment_method: method.body,
  })
}

export async function cancelIntent(desk: Desk, given: z.output<typeof CancelParameters>, id: string) {
  const intent = await desk.lock('payment_intent', id)
  if (['succeeded', 'canceled', 'processing'].includes(intent.body.status)) {
    throw invalid(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.body.status}.`,
      'payment_intent_unexpected_state',
    )
  }
  if (typeof intent.hidden.session === 'string') {
    throw invalid('You cannot cancel the PaymentIntent of a Checkout Session: expire the session.')
  }
  return endIntent(desk, intent, given.cancellation_reason ?? null)
}

/** Nothing can be paid with the intent any more. */
export async function endIntent(
  desk: Desk,
  { body: before, hidden }: Intent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Promise<Stripe.PaymentIntent> {
  const body: Stripe.PaymentIntent = {
    ...before,
    status: 'canceled',
    canceled_at: desk.seconds,
    cancellation_reason: reason,
    next_action: null,
  }
  await desk.save('payment_intent', { body, hidden })
  await desk.emit('payment_intent.canceled', body)
  return body
}
