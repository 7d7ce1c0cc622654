import type Stripe from 'stripe'
import type { Decline } from './cards'
import { recordCharge } from './charges'
import type { Desk, Held } from './desk'
import { openDispute } from './disputes'
import { attach, cardOf, type Method } from './payment-methods'

export type Intent = Held<'payment_intent'>
/** What became of a try to pay. A declined one is kept: its intent waits for another card. */
export type Tried = { body: Stripe.PaymentIntent; decline: Decline | null; method: Method }

const ABSENT: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}
const REFUSED: Decline = {
  code: 'payment_intent_authentication_failure',
  declineCode: '',
  message: 'The provided PaymentMethod has failed authentication.',
}

/** Tries to pay an intent with a card, while its customer is there or away. */
export async function tryPayment(
  desk: Desk,
  intent: Intent,
  method: Method,
  how: { isAway: boolean; returnUrl: string | null },
): Promise<Tried> {
  const card = cardOf(method)
  const isExempt = how.isAway && card.isSetUpOnce && method.hidden.isSetUp === true
  const outcome = isExempt ? 'succeeds' : how.isAway ? card.away : card.present
  // Kept before it is known to be worth saving: a refused try names it too.
  await desk.save('payment_method', method)
  if (outcome === 'succeeds') return { ...(await succeed(desk, intent, method)), decline: null }
  if (outcome === 'declines') return fail(desk, intent, method, card.decline ?? REFUSED)
  if (how.isAway) return fail(desk, intent, method, ABSENT)
  const body: Stripe.PaymentIntent = {
    ...intent.body,
    status: 'requires_action',
    payment_method: method.body.id,
    last_payment_error: null,
    next_action: {
      type: 'redirect_to_url',
      redirect_to_url: {
        url: `${desk.places.pageOrigin}/sandbox/authentication/${intent.body.id}`,
        return_url: how.returnUrl,
      },
    },
  }
  await desk.save('payment_intent', { body, hidden: { ...intent.hidden, returnUrl: how.returnUrl } })
  await desk.emit('payment_intent.requires_action', body)
  return { body, decline: null, method }
}

/** The customer has confirmed a payment at their bank, or refused to. Without one to be confirmed, nothing happens. */
export async function authenticatePayment(desk: Desk, id: string, isApproved: boolean): Promise<Tried | null> {
  const intent = await desk.lock('payment_intent', id)
  const { payment_method: named, status } = intent.body
  if (status !== 'requires_action' || typeof named !== 'string') return null
  const method = await desk.lock('payment_method', named)
  if (!isApproved) return fail(desk, intent, method, REFUSED)
  return { ...(await succeed(desk, intent, method)), decline: null }
}

async function succeed(desk: Desk, intent: Intent, method: Method) {
  const { customer, setup_future_usage: future } = intent.body
  const isSaved = future === 'off_session' && typeof customer === 'string'
  const kept = isSaved ? await attach(desk, method, customer, true) : method
  const charge = await recordCharge(desk, intent.body, kept, null)
  const body: Stripe.PaymentIntent = {
    ...intent.body,
    status: 'succeeded',
    amount_received: intent.body.amount,
    latest_charge: charge.id,
    payment_method: kept.body.id,
    next_action: null,
    last_payment_error: null,
  }
  await desk.save('payment_intent', { body, hidden: intent.hidden })
  await desk.emit('payment_intent.succeeded', body)
  if (cardOf(kept).isDisputed) await openDispute(desk, charge.id, 'fraudulent')
  return { body, method: kept }
}

async function fail(desk: Desk, intent: Intent, method: Method, decline: Decline): Promise<Tried> {
  const isRefused = decline === REFUSED
  const charge = isRefused ? null : await recordCharge(desk, intent.body, method, decline)
  const body: Stripe.PaymentIntent = {
    ...intent.body,
    status: 'requires_payment_method',
    latest_charge: charge?.id ?? intent.body.latest_charge,
    payment_method: null,
    next_action: null,
    last_payment_error: {
      type: isRefused ? 'invalid_request_error' : 'card_error',
      code: decline.code as Stripe.PaymentIntent.LastPaymentError.Code,
      message: decline.message,
      payment_method: method.body,
      ...(charge === null ? {} : { charge: charge.id, decline_code: decline.declineCode }),
    },
  }
  await desk.save('payment_intent', { body, hidden: intent.hidden })
  await desk.emit('payment_intent.payment_failed', body)
  return { body, decline, method }
}
