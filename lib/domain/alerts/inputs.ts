import { z } from 'zod'
import { QUOTA_UNITS } from '../catalogue/plans'
import { InstantText, Text } from '../input-types'
import { ORDER_KINDS } from '../purchases/order-model'

import { BLOCKS } from '../purchases/top-up-model'
import { QUOTA_MEASURES, QUOTA_SCOPES } from '../quotas/model'
import { parseTokens } from '../tokens'

/** A plain decimal, read as thousandths. */
const Amount = z.string().transform((text, context) => {
  const amount = parseTokens(text)
  if (amount !== null) return amount
  context.addIssue({ code: 'custom', params: { code: 'not-a-plain-decimal' }, message: 'Write a plain decimal.' })
  return z.NEVER
})

/** The event "budget.crossed": so many percent of a budget are used. Amounts are tokens, operations or minor units of the account's currency. */
export const BudgetCrossed = z.object({
  quotaKey: Text,
  name: Text,
  scope: z.enum(QUOTA_SCOPES),
  percent: z.int().min(1).max(100),
  used: Amount,
  cap: Amount,
  measure: z.enum(QUOTA_MEASURES),
  unit: z.enum(QUOTA_UNITS),
  windowStartsAt: InstantText,
  /** Null for a rolling window, which never starts anew. */
  windowEndsAt: InstantText.nullable(),
})
export type BudgetCrossed = z.output<typeof BudgetCrossed>

const Cents = z.string().regex(/^\d+$/).transform(BigInt)

/** The event "order.mismatch": another amount or currency was paid than the order's. Amounts are minor units. */
export const OrderMismatch = z.object({
  orderId: Text,
  totalCents: Cents,
  currency: Text,
  paidCents: Cents,
  paidCurrency: Text,
})
export type OrderMismatch = z.output<typeof OrderMismatch>

/** The event "payment.unmatched": the provider told of an order that is not here. Ids are as the provider has them. */
export const PaymentUnmatched = z.object({ eventId: Text, type: Text, accountId: Text, orderId: Text })
export type PaymentUnmatched = z.output<typeof PaymentUnmatched>

/** The event "order.unpaid": a saved card was refused for an order. `tryAt` is when it is tried again; null when it is not. */
export const OrderUnpaid = z.object({
  orderId: z.uuid(),
  kind: z.enum(ORDER_KINDS),
  failure: Text.nullable(),
  tryAt: InstantText.nullable(),
})
export type OrderUnpaid = z.output<typeof OrderUnpaid>

/** The event "order.done": an order is paid, and what was ordered is there. */
export const OrderDone = z.object({ orderId: z.uuid() })

/** The events "refund.done", "refund.failed" and "refund.undone". */
export const RefundNews = z.object({ orderId: z.uuid(), refundId: z.uuid() })

/** The events "dispute.open", "dispute.won" and "dispute.lost"; the dispute's id is the provider's. */
export const DisputeNews = z.object({ orderId: z.uuid(), disputeId: Text })

const TopUpOrder = z.object({
  orderId: Text,
  name: Text,
  tokens: Amount,
  totalCents: Cents,
  currency: Text,
})

/** The event "top-up.done": auto top-up bought a pack. */
export const TopUpDone = TopUpOrder.extend({ ceilingCents: Cents })
export type TopUpDone = z.output<typeof TopUpDone>

/** The event "top-up.declined": a payment of auto top-up failed, why by the bank's code, and when it is tried again. */
export const TopUpDeclined = TopUpOrder.extend({ reason: Text, retryAt: InstantText })
export type TopUpDeclined = z.output<typeof TopUpDeclined>

/** The event "top-up.paused": the second one in a row failed, so that nothing is bought until somebody turns it on again. */
export const TopUpPaused = TopUpOrder.extend({ reason: Text })
export type TopUpPaused = z.output<typeof TopUpPaused>

/** The event "top-up.blocked": auto top-up should have bought and could not. With "ceiling" it goes on at `until`. */
export const TopUpBlocked = z.object({
  by: z.enum(BLOCKS),
  neededCents: Cents,
  leftCents: Cents,
  ceilingCents: Cents,
  currency: Text,
  until: InstantText,
})
export type TopUpBlocked = z.output<typeof TopUpBlocked>
