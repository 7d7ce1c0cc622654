import type Stripe from 'stripe'
import type { Decline, TestCard } from './cards'
import type { Desk, Held } from './desk'
import { attach, cardOf, type Method, newMethod } from './payment-methods'

const REFUSED: Decline = {
  code: 'setup_intent_authentication_failure',
  declineCode: '',
  message: 'The provided PaymentMethod has failed authentication.',
}

export type SetupIntent = Held<'setup_intent'>
export type SetUp = { body: Stripe.SetupIntent; decline: Decline | null }

export async function openSetupIntent(
  desk: Desk,
  wanted: { customer: string; description: string | null; metadata: Stripe.Metadata },
): Promise<SetupIntent> {
  const id = desk.newId('setup_intent')
  const body: Stripe.SetupIntent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: ['card'],
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_sandbox`,
    created: desk.seconds,
    customer: wanted.customer,
    description: wanted.description,
    excluded_payment_method_types: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: wanted.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
  }
  await desk.save('setup_intent', { body, hidden: {} })
  await desk.emit('setup_intent.created', body)
  return { body, hidden: {} }
}

/** Tries to save a card for payments while its customer is away. */
export async function trySetUp(desk: Desk, intent: SetupIntent, card: TestCard): Promise<SetUp> {
  const method = newMethod(desk, card)
  await desk.save('payment_method', method)
  if (card.saving === 'succeeds') return succeed(desk, intent, method)
  if (card.saving === 'declines') return fail(desk, intent, method, card.decline ?? REFUSED)
  const body: Stripe.SetupIntent = {
    ...intent.body,
    status: 'requires_action',
    payment_method: method.body.id,
    last_setup_error: null,
    next_action: { type: 'redirect_to_url', redirect_to_url: { url: null, return_url: null } },
  }
  await desk.save('setup_intent', { ...intent, body })
  await desk.emit('setup_intent.requires_action', body)
  return { body, decline: null }
}

/** The customer has confirmed the card at their bank, or refused to. Without one to be confirmed, nothing happens. */
export async function authenticateSetUp(desk: Desk, id: string, isApproved: boolean): Promise<SetUp | null> {
  const intent = await desk.lock('setup_intent', id)
  const { payment_method: named, status } = intent.body
  if (status !== 'requires_action' || typeof named !== 'string') return null
  const method = await desk.lock('payment_method', named)
  return isApproved ? succeed(desk, intent, method) : fail(desk, intent, method, REFUSED)
}

export async function cancelSetUp(desk: Desk, { body: before, hidden }: SetupIntent): Promise<void> {
  if (before.status === 'succeeded' || before.status === 'canceled') return
  const body: Stripe.SetupIntent = { ...before, status: 'canceled', next_action: null }
  await desk.save('setup_intent', { body, hidden })
  await desk.emit('setup_intent.canceled', body)
}

async function succeed(desk: Desk, intent: SetupIntent, method: Method): Promise<SetUp> {
  const { customer } = intent.body
  if (typeof customer !== 'string') throw new Error(`${intent.body.id} has no customer.`)
  const { body: saved } = await attach(desk, method, customer, true)
  const body: Stripe.SetupIntent = {
    ...intent.body,
    status: 'succeeded',
    payment_method: saved.id,
    next_action: null,
    last_setup_error: null,
  }
  await desk.save('setup_intent', { ...intent, body })
  await desk.emit('setup_intent.succeeded', body)
  return { body, decline: null }
}

async function fail(desk: Desk, intent: SetupIntent, method: Method, decline: Decline): Promise<SetUp> {
  const isRefused = decline === REFUSED
  const body: Stripe.SetupIntent = {
    ...intent.body,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_setup_error: {
      type: isRefused ? 'invalid_request_error' : 'card_error',
      code: decline.code as Stripe.SetupIntent.LastSetupError.Code,
      message: decline.message,
      payment_method: method.body,
      ...(isRefused ? {} : { decline_code: cardOf(method).decline?.declineCode ?? decline.declineCode }),
    },
  }
  await desk.save('setup_intent', { ...intent, body })
  await desk.emit('setup_intent.setup_failed', body)
  return { body, decline }
}
