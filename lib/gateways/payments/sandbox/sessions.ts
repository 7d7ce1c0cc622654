import type Stripe from 'stripe'
import { SECOND } from '@/lib/domain/instants'
import type { Desk, Held } from './desk'
import { requireChargeable } from './parameters'
import { endIntent } from './payment-intents'
import { invalid } from './refusals'
import type { SessionGiven } from './session-parameters'
import { cancelSetUp, openSetupIntent } from './setup-intents'

const LIFE_MIN_SECONDS = 30 * 60
const LIFE_MAX_SECONDS = 24 * 60 * 60

export type Session = Held<'checkout.session'>
/** A line as the page shows it, in minor units. */
export interface SessionLine {
  name: string
  description: string | null
  quantity: number
  unitAmount: number
}

export async function createSession(desk: Desk, given: SessionGiven): Promise<Stripe.Checkout.Session> {
  const { body: customer } = await desk.get('customer', given.customer, 'customer')
  const isPayment = given.mode === 'payment'
  const lines = isPayment ? linesOf(given) : []
  const total = lines.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, 0)
  if (isPayment) requireChargeable(total, 'line_items[0][price_data][unit_amount]')
  const setUp = isPayment
    ? null
    : await openSetupIntent(desk, {
        customer: customer.id,
        description: given.setup_intent_data?.description ?? null,
        metadata: given.setup_intent_data?.metadata ?? {},
      })
  const id = desk.newId('checkout.session')
  const body: Stripe.Checkout.Session = {
    ...emptySession(id),
    amount_subtotal: isPayment ? total : null,
    amount_total: isPayment ? total : null,
    cancel_url: given.cancel_url ?? null,
    client_reference_id: given.client_reference_id ?? null,
    created: desk.seconds,
    currency: given.line_items?.[0]?.price_data.currency ?? given.currency ?? null,
    customer: customer.id,
    customer_details: detailsOf(customer),
    expires_at: expiryOf(desk, given),
    locale: given.locale ?? null,
    metadata: given.metadata ?? {},
    mode: given.mode,
    payment_status: isPayment ? 'unpaid' : 'no_payment_required',
    setup_intent: setUp?.body.id ?? null,
    success_url: given.success_url,
    total_details: isPayment ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
    url: `${desk.places.pageOrigin}/sandbox/checkout/${id}`,
  }
  await keep(desk, { body, hidden: { lines, intentData: given.payment_intent_data ?? {} } })
  return body
}

function linesOf({ line_items: items, setup_intent_data: setUp }: SessionGiven): SessionLine[] {
  if (items === undefined) throw invalid('Missing required param: line_items.', 'parameter_missing', 'line_items')
  if (setUp !== undefined)
    throw invalid('You can not pass `setup_intent_data` in `payment` mode.', undefined, 'setup_intent_data')
  const currencies = new Set(items.map(({ price_data: price }) => price.currency))
  if (currencies.size > 1) throw invalid('All line items must be in one currency.', undefined, 'line_items')
  return items.map(({ quantity, price_data: { unit_amount: unitAmount, product_data: product } }) => ({
    name: product.name,
    description: product.description ?? null,
    quantity,
    unitAmount,
  }))
}

function expiryOf(desk: Desk, { expires_at: at = desk.seconds + LIFE_MAX_SECONDS }: SessionGiven): number {
  const life = at - desk.seconds
  if (life >= LIFE_MIN_SECONDS && life <= LIFE_MAX_SECONDS) return at
  throw invalid(
    'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
    undefined,
    'expires_at',
  )
}

/** The session as it is now: one whose time is over is expired first. Locked. */
export async function currentSession(desk: Desk, id: string): Promise<Session> {
  const session = await desk.lock('checkout.session', id)
  const { status, expires_at: at } = session.body
  return status === 'open' && at <= desk.seconds ? endSession(desk, session) : session
}

export async function retrieveSession(desk: Desk, _: object, id: string) {
  return (await currentSession(desk, id)).body
}

export async function expireSession(desk: Desk, _: object, id: string) {
  const session = await currentSession(desk, id)
  if (session.body.status === 'open') return (await endSession(desk, session)).body
  throw invalid(
    `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.body.status}.`,
  )
}

/** A session that nobody went through with in its time. */
export async function expireDue(desk: Desk, session: Session): Promise<void> {
  await (session.body.status === 'open' ? endSession(desk, session) : keep(desk, session))
}

async function endSession(desk: Desk, session: Session): Promise<Session> {
  const { payment_intent: payment, setup_intent: setUp } = session.body
  if (typeof payment === 'string') await endIntent(desk, await desk.lock('payment_intent', payment), 'expired')
  if (typeof setUp === 'string') await cancelSetUp(desk, await desk.lock('setup_intent', setUp))
  const ended = await keep(desk, { ...session, body: { ...session.body, status: 'expired', url: null } })
  await desk.emit('checkout.session.expired', ended.body)
  return ended
}

/** The customer is through with the page: it was paid, or the card is saved. */
export async function completeSession(desk: Desk, session: Session): Promise<Session> {
  const isPayment = session.body.mode === 'payment'
  const done = await keep(desk, {
    ...session,
    body: {
      ...session.body,
      status: 'complete',
      payment_status: isPayment ? 'paid' : 'no_payment_required',
      url: null,
    },
  })
  await desk.emit('checkout.session.completed', done.body)
  return done
}

/** Written; an open one is due when it expires. */
export async function keep(desk: Desk, session: Session): Promise<Session> {
  const { status, expires_at: at } = session.body
  await desk.save('checkout.session', session, status === 'open' ? BigInt(at) * SECOND : null)
  return session
}

function detailsOf({ name, email }: Stripe.Customer): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: name ?? null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  }
}

/** All that the sandbox leaves empty. */
function emptySession(id: string): Stripe.Checkout.Session {
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: ['card'],
    amount_subtotal: null,
    amount_total: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: null,
    client_reference_id: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: 0,
    currency: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: [],
    expires_at: 0,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: {},
    mode: 'payment',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: null,
    total_details: null,
    ui_mode: 'hosted_page',
    url: null,
    wallet_options: null,
  }
}
