import { z } from 'zod'
import { isTimeZone, isWallClock } from '../calendar'
import { Slug } from '../catalogue/inputs'
import { InstantText, PositiveTokens, Text } from '../input-types'
import { AccountId } from '../ledger/inputs'
import { GRANT_SOURCES } from '../ledger/model'
import { RefundOrderInput } from '../purchases/order-inputs'

const Reason = Text.trim().min(3, 'Say why in a few words: the customer will read it.').max(500)
const Key = Text.min(1).max(200)
const Name = Text.trim().min(1).max(80)

/** What staff does to an allocation: always a movement, never a new total. */
export const AdjustAllocationInput = z.strictObject({
  accountId: AccountId,
  direction: z.enum(['add', 'remove']),
  tokens: PositiveTokens,
  reason: Reason,
  /** One per dialog: posting twice moves once. */
  key: Key,
  /** For what is added: its name and its last moment. */
  name: Name.default('Adjustment'),
  expiresAt: InstantText.nullable().default(null),
})

export const ReverseTransactionInput = z.strictObject({
  accountId: AccountId,
  seq: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, 'Write the number of the transaction.')
    .transform(BigInt),
  reason: Reason,
  key: Key,
})

/** A grant by the seller's own hand: a promotion, or a pack or plan sold elsewhere. */
export const GiveGrantInput = z.strictObject({
  accountId: AccountId,
  key: Key,
  source: z.enum(GRANT_SOURCES),
  name: Name,
  tokens: PositiveTokens,
  reason: Reason,
  effectiveAt: InstantText.optional(),
  expiresAt: InstantText.nullable().default(null),
  /** What was paid for all of it, in minor units of the account's currency. */
  costCents: z
    .bigint()
    .min(0n)
    .max(10n ** 12n)
    .default(0n),
  priority: z.int().min(0).max(1000).optional(),
  allowedActions: z.array(Text.min(1).max(40)).max(50).default([]),
})

export const OpenAccountInput = z.strictObject({
  name: Name,
  timeZone: z.string().refine(isTimeZone, 'Use a name like Europe/Paris.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Use a code like EUR.'),
  demo: z.boolean().default(false),
  /** How far charges may go below zero; 0 refuses what the balance does not cover. */
  debtLimit: z.union([z.literal('0').transform(() => 0n), PositiveTokens]).default(0n),
})

export const AssignPlanInput = z.strictObject({
  accountId: AccountId,
  planKey: Slug,
  reason: Reason,
  /** For an account without a plan: when it begins, from which wall-clock time of the zone its periods are counted, until when they are paid. */
  startsAt: InstantText.optional(),
  anchor: z.string().refine(isWallClock, 'Write date and time without a zone, such as 2026-01-31T00:00:00.').optional(),
  paidUntil: InstantText.optional(),
})

export const EndSubscriptionInput = z.strictObject({ accountId: AccountId, reason: Reason })

export const RefundCustomerOrderInput = RefundOrderInput.extend({ reason: Reason })

export const UnfreezeAccountInput = z.strictObject({ accountId: AccountId, reason: Reason })
