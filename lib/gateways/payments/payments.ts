import Stripe from 'stripe'
import { type Instant, instantToMillis, SECOND } from '@/lib/domain/instants'
import type {
  CardSessionWanted,
  PaymentEvent,
  Payments,
  SavedCardCharge,
  SessionWanted,
} from '@/lib/domain/purchases/payment-model'
import { METADATA, toCard, toCharge, toDispute, toEvent, toPayment, toRefund, toSession } from './facts'
import { asFacts, asFactsNow, requireList, requireObject } from './faults'

const TIMEOUT_MILLIS = 20_000
const RETRIES_MAX = 2
const WEBHOOK_AGE_MAX_SECONDS = 300
const CARDS_MAX = 100

/** Where the provider is reached: Stripe itself unless a host is named. */
export interface PaymentsAddress {
  secretKey: string
  webhookSecret: string
  host?: string
  port?: number
}

/** The payments provider through Stripe's SDK. Every POST carries a key of ours, so that it may be sent twice and is done once. */
export function openPayments({ secretKey, webhookSecret, host, port }: PaymentsAddress): Payments {
  const local = host === undefined ? {} : { host, port: port ?? 80, protocol: 'http' as const }
  const stripe = new Stripe(secretKey, {
    ...local,
    maxNetworkRetries: RETRIES_MAX,
    timeout: TIMEOUT_MILLIS,
    telemetry: false,
  })
  const session = (call: () => Promise<Stripe.Checkout.Session>) =>
    asFacts(async () => toSession(requireObject(await call(), 'checkout.session')))
  return {
    ensureCustomer: (wanted) => asFacts(() => ensureCustomer(stripe, wanted)),
    createSession: (wanted) =>
      session(() => stripe.checkout.sessions.create(sessionParams(wanted), { idempotencyKey: `order-${wanted.key}` })),
    createCardSession: (wanted) =>
      session(() =>
        stripe.checkout.sessions.create(cardSessionParams(wanted), { idempotencyKey: `card-${wanted.key}` }),
      ),
    getSession: (id) => session(() => stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent'] })),
    expireSession: (id) => session(() => stripe.checkout.sessions.expire(id)),
    chargeSavedCard: (wanted) =>
      asFacts(async () => {
        const idempotencyKey = `order-${wanted.orderId}-${wanted.attempt}`
        const intent = await stripe.paymentIntents.create(chargeParams(wanted), { idempotencyKey })
        return toPayment(requireObject(intent, 'payment_intent'))
      }),
    ...readers(stripe),
    refund: ({ refundId, orderId, paymentId, amount }) =>
      asFacts(async () => {
        const metadata = { [METADATA.refund]: refundId, [METADATA.order]: orderId }
        const wanted = { payment_intent: paymentId, amount: toMinor(amount), metadata }
        const refund = await stripe.refunds.create(wanted, { idempotencyKey: `refund-${refundId}` })
        return toRefund(requireObject(refund, 'refund'))
      }),
    readWebhook: (body, signature, now) =>
      asFactsNow(() => {
        const { webhooks } = stripe
        const at = instantToMillis(now)
        const event = webhooks.constructEvent(
          Buffer.from(body),
          signature ?? '',
          webhookSecret,
          WEBHOOK_AGE_MAX_SECONDS,
          undefined,
          at,
        )
        return toEvent(requireObject(event, 'event'))
      }),
    readKeptEvent: (body) => toEvent(requireObject(JSON.parse(body) as Stripe.Event, 'event')),
  }
}

function readers(stripe: Stripe) {
  return {
    getPayment: (id: string) =>
      asFacts(async () => toPayment(requireObject(await stripe.paymentIntents.retrieve(id), 'payment_intent'))),
    getCharge: (id: string) =>
      asFacts(async () => toCharge(requireObject(await stripe.charges.retrieve(id), 'charge'))),
    getCard: (id: string) =>
      asFacts(async () => toCard(requireObject(await stripe.paymentMethods.retrieve(id), 'payment_method'))),
    listCards: (customerId: string) =>
      asFacts(async () => {
        const page = await stripe.paymentMethods.list({ customer: customerId, type: 'card', limit: CARDS_MAX })
        return requireList(page, 'payment_method').map(toCard)
      }),
    detachCard: (id: string) =>
      asFacts(async () => {
        requireObject(await stripe.paymentMethods.detach(id), 'payment_method')
      }),
    getRefund: (id: string) =>
      asFacts(async () => toRefund(requireObject(await stripe.refunds.retrieve(id), 'refund'))),
    getDispute: (id: string) =>
      asFacts(async () => toDispute(requireObject(await stripe.disputes.retrieve(id), 'dispute'))),
    listEventsSince: (since: Instant) => asFacts(() => listEventsSince(stripe, since)),
  }
}

/** The key lasts a day and wants the same parameters each time: name and address, which change, are told in a second step. */
async function ensureCustomer(
  stripe: Stripe,
  { accountId, customerId, name, email }: Parameters<Payments['ensureCustomer']>[0],
): Promise<string> {
  const metadata = { [METADATA.account]: accountId }
  const create = () => stripe.customers.create({ metadata }, { idempotencyKey: `account-${accountId}` })
  const id = customerId ?? requireObject(await create(), 'customer').id
  return requireObject(await stripe.customers.update(id, { name, email: email ?? '' }), 'customer').id
}

function sessionParams(wanted: SessionWanted): Stripe.Checkout.SessionCreateParams {
  const { orderId, accountId, customerId, successUrl, cancelUrl, language, expiresAt } = wanted
  const metadata = { [METADATA.order]: orderId, [METADATA.account]: accountId }
  const currency = wanted.currency.toLowerCase()
  return {
    mode: 'payment',
    customer: customerId,
    client_reference_id: orderId,
    metadata,
    line_items: wanted.lines.map(({ name, description, amount }) => ({
      quantity: 1,
      price_data: {
        currency,
        unit_amount: toMinor(amount),
        product_data: description === undefined ? { name } : { name, description },
      },
    })),
    // The webhooks of the payment itself name the order too, and the card is kept for auto top-up and renewals.
    payment_intent_data: { metadata, setup_future_usage: 'off_session' },
    allowed_payment_method_types: ['card'],
    success_url: successUrl,
    cancel_url: cancelUrl,
    expires_at: toSeconds(expiresAt),
    locale: language,
  }
}

function cardSessionParams(wanted: CardSessionWanted): Stripe.Checkout.SessionCreateParams {
  const metadata = { [METADATA.account]: wanted.accountId }
  return {
    mode: 'setup',
    customer: wanted.customerId,
    currency: wanted.currency.toLowerCase(),
    client_reference_id: wanted.key,
    metadata,
    setup_intent_data: { metadata },
    allowed_payment_method_types: ['card'],
    success_url: wanted.successUrl,
    cancel_url: wanted.cancelUrl,
    locale: wanted.language,
  }
}

function chargeParams(wanted: SavedCardCharge): Stripe.PaymentIntentCreateParams {
  return {
    amount: toMinor(wanted.amount),
    currency: wanted.currency.toLowerCase(),
    customer: wanted.customerId,
    payment_method: wanted.cardId,
    confirm: true,
    off_session: true,
    description: wanted.description,
    metadata: { [METADATA.order]: wanted.orderId, [METADATA.account]: wanted.accountId },
  }
}

/** The provider lists the newest first: all of them are read before the oldest are known. */
async function listEventsSince(stripe: Stripe, since: Instant): Promise<PaymentEvent[]> {
  const events: Stripe.Event[] = []
  for (let hasMore = true; hasMore; ) {
    const last = events.at(-1)
    const after = last === undefined ? {} : { starting_after: last.id }
    const page = await stripe.events.list({ created: { gte: toSeconds(since) }, limit: 100, ...after })
    events.push(...requireList(page, 'event'))
    hasMore = page.has_more && page.data.length > 0
  }
  return events.reverse().map(toEvent)
}

/** Stripe's JSON has money as numbers: minor units up to 2^53, far past what it takes. */
function toMinor(amount: bigint): number {
  return Number(amount)
}

function toSeconds(at: Instant): number {
  return Number(at / SECOND)
}
