import type Stripe from 'stripe'
import { z } from 'zod'
import type { Desk } from './desk'
import { expand, metadata, PAGE, text, whole } from './parameters'
import { invalid } from './refusals'

export const RefundParameters = z.strictObject({
  payment_intent: text.optional(),
  charge: text.optional(),
  amount: whole.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
  expand: expand.optional(),
})
export const RefundListParameters = z.strictObject({ ...PAGE, payment_intent: text.optional() })

export async function createRefund(desk: Desk, given: z.output<typeof RefundParameters>): Promise<Stripe.Refund> {
  const chargeId = given.charge ?? (await paidCharge(desk, given.payment_intent))
  const { body: charge, hidden } = await desk.lock('charge', chargeId, 'charge')
  const left = charge.amount - charge.amount_refunded
  if (!charge.paid) throw invalid(`Charge ${charge.id} was not paid: there is nothing to refund.`, undefined, 'charge')
  if (charge.disputed && !(await isDisputeWon(desk, charge))) {
    throw invalid(`Charge ${charge.id} is disputed: it cannot be refunded.`, 'charge_disputed')
  }
  if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded')
  const refunded = given.amount ?? left
  if (refunded < 1) throw invalid('Invalid positive integer', 'parameter_invalid_integer', 'amount')
  if (refunded > left) {
    throw invalid(
      `Refund amount (${refunded}) is greater than unrefunded amount on charge (${left})`,
      undefined,
      'amount',
    )
  }
  const body: Stripe.Refund = {
    id: desk.newId('refund'),
    object: 'refund',
    amount: refunded,
    balance_transaction: null,
    charge: charge.id,
    created: desk.seconds,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { type: 'card', card: { type: 'refund', reference_status: 'pending' } },
    metadata: given.metadata ?? {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
  await desk.save('refund', { body, hidden: {} })
  await desk.emit('refund.created', body)
  const after = { ...charge, amount_refunded: charge.amount_refunded + refunded, refunded: refunded === left }
  await desk.save('charge', { body: after, hidden })
  await desk.emit('charge.refunded', after)
  return body
}

async function paidCharge(desk: Desk, intentId: string | undefined): Promise<string> {
  if (intentId === undefined) throw invalid('One of the following params should be provided: payment_intent or charge.')
  const { body } = await desk.get('payment_intent', intentId, 'payment_intent')
  if (body.status !== 'succeeded' || typeof body.latest_charge !== 'string') {
    throw invalid(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`)
  }
  return body.latest_charge
}

/** A won dispute gave the money back to the seller, who may refund it. */
async function isDisputeWon(desk: Desk, charge: Stripe.Charge): Promise<boolean> {
  const owner = typeof charge.payment_intent === 'string' ? charge.payment_intent : undefined
  const rows = await desk.books.listObjects({ kind: 'dispute', owner }, { rowsMax: 100 })
  return rows.some(({ body }) => body.charge === charge.id && body.status === 'won')
}
