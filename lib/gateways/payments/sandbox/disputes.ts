import type Stripe from 'stripe'
import { z } from 'zod'
import type { Desk } from './desk'
import { expand, flag, text } from './parameters'
import { invalid } from './refusals'

const ANSWER_DAYS = 7
const DAY_SECONDS = 86_400

/** Stripe's own words to end a test dispute: evidence that wins, or that loses. */
export const DisputeParameters = z.strictObject({
  evidence: z.strictObject({ uncategorized_text: text.optional(), customer_name: text.optional() }).optional(),
  submit: flag.optional(),
  expand: expand.optional(),
})

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

/** A customer's bank takes a paid charge back for the time being. Throws ApiRefusal when there is nothing to dispute. */
export async function openDispute(desk: Desk, chargeId: string, reason: string): Promise<Stripe.Dispute> {
  const charge = await desk.lock('charge', chargeId)
  const { paid, disputed, amount, amount_refunded: refunded, currency, payment_intent: intent } = charge.body
  if (!paid || disputed || amount === refunded) throw invalid('This charge cannot be disputed.')
  const body: Stripe.Dispute = {
    id: desk.newId('dispute'),
    object: 'dispute',
    amount: amount - refunded,
    balance_transactions: [],
    charge: chargeId,
    created: desk.seconds,
    currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: desk.seconds + ANSWER_DAYS * DAY_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: intent,
    reason,
    status: 'needs_response',
  }
  await desk.save('charge', { body: { ...charge.body, disputed: true }, hidden: charge.hidden })
  await desk.save('dispute', { body, hidden: {} })
  await desk.emit('charge.dispute.created', body)
  await desk.emit('charge.dispute.funds_withdrawn', body)
  return body
}

export async function updateDispute(desk: Desk, given: z.output<typeof DisputeParameters>, id: string) {
  const { body: before, hidden } = await desk.lock('dispute', id)
  requireOpen(before)
  const { evidence = {}, submit = true } = given
  const body: Stripe.Dispute = {
    ...before,
    evidence: { ...before.evidence, ...evidence },
    evidence_details: {
      ...before.evidence_details,
      has_evidence: true,
      submission_count: before.evidence_details.submission_count + (submit ? 1 : 0),
      submission_method: submit ? 'manual' : before.evidence_details.submission_method,
    },
    status: submit ? 'under_review' : before.status,
  }
  await desk.save('dispute', { body, hidden })
  await desk.emit('charge.dispute.updated', body)
  const { uncategorized_text: words } = evidence
  if (submit && words === 'winning_evidence') return endDispute(desk, body, 'won')
  if (submit && words === 'losing_evidence') return endDispute(desk, body, 'lost')
  return body
}

/** The seller gives in. */
export async function closeDispute(desk: Desk, _: object, id: string) {
  const { body } = await desk.lock('dispute', id)
  requireOpen(body)
  return endDispute(desk, body, 'lost')
}

async function endDispute(desk: Desk, before: Stripe.Dispute, status: 'won' | 'lost'): Promise<Stripe.Dispute> {
  const body: Stripe.Dispute = { ...before, status, is_charge_refundable: status === 'won' }
  await desk.save('dispute', { body, hidden: {} })
  await desk.emit('charge.dispute.closed', body)
  if (status === 'won') await desk.emit('charge.dispute.funds_reinstated', body)
  return body
}

function requireOpen({ status }: Stripe.Dispute): void {
  if (status === 'won' || status === 'lost') throw invalid('This dispute is already closed.')
}
