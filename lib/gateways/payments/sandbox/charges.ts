import type Stripe from 'stripe'
import type { Decline } from './cards'
import type { Desk } from './desk'
import { cardOf, type Method } from './payment-methods'

/** The charge of one try to pay: paid, or declined. */
export async function recordCharge(
  desk: Desk,
  intent: Stripe.PaymentIntent,
  method: Method,
  decline: Decline | null,
): Promise<Stripe.Charge> {
  const isPaid = decline === null
  const body: Stripe.Charge = {
    id: desk.newId('charge'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.body.billing_details,
    calculated_statement_descriptor: 'COMPTOIR SANDBOX',
    captured: isPaid,
    created: desk.seconds,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: method.body.id,
    payment_method_details: { type: 'card', card: cardDetails(method, intent.amount) },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: isPaid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  }
  await desk.save('charge', { body, hidden: { card: cardOf(method).key } })
  await desk.emit(isPaid ? 'charge.succeeded' : 'charge.failed', body)
  return body
}

function outcomeOf(decline: Decline | null): Stripe.Charge.Outcome {
  const base = { advice_code: null, network_advice_code: null, network_decline_code: null, risk_level: 'normal' }
  return decline === null
    ? {
        ...base,
        network_status: 'approved_by_network',
        reason: null,
        seller_message: 'Payment complete.',
        type: 'authorized',
      }
    : {
        ...base,
        network_status: 'declined_by_network',
        reason: decline.declineCode,
        seller_message: decline.message,
        type: 'issuer_declined',
      }
}

function cardDetails({ body }: Method, amount: number): Stripe.Charge.PaymentMethodDetails.Card {
  const { card } = body
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: card?.brand ?? null,
    checks: card?.checks ?? null,
    country: card?.country ?? null,
    electronic_commerce_indicator: null,
    exp_month: card?.exp_month ?? 12,
    exp_year: card?.exp_year ?? 2099,
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? null,
    installments: null,
    last4: card?.last4 ?? null,
    mandate: null,
    network: card?.brand ?? null,
    network_transaction_id: null,
    regulated_status: card?.regulated_status ?? null,
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  }
}
