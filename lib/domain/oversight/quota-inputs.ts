import { z } from 'zod'
import { Slug } from '../catalogue/inputs'
import { PLAN_MEASURES, QUOTA_KINDS, QUOTA_POLICIES, QUOTA_UNITS } from '../catalogue/plans'
import { InstantText, Text } from '../input-types'
import { AccountId } from '../ledger/inputs'
import { isScopeNamed, LimitAmount, LimitKey, SCOPE_NAMED } from '../quotas/inputs'

/** Staff says why to whom it does it: the customer reads it on the page of limits. */
const ReasonTold = Text.trim()
  .min(10, 'Say in plain words why the limit exists: the customer reads it.')
  .max(300, 'Use at most 300 characters.')
const Reason = Text.trim().min(10, 'Say why, in at least ten characters: it is kept.').max(500)

export const SetQuotaInput = z
  .strictObject({
    accountId: AccountId,
    /** A plan's quota of this name gives way to it. */
    name: Slug,
    scope: z.enum(['account', 'key']),
    scopeId: z.uuid().toLowerCase().nullable().default(null),
    measure: z.enum(PLAN_MEASURES),
    unit: z.enum(QUOTA_UNITS),
    kind: z.enum(QUOTA_KINDS),
    cap: LimitAmount,
    policy: z.enum(QUOTA_POLICIES),
    slowPerMinute: z.int().min(1).max(60_000).default(60),
    reasonEn: ReasonTold,
    reasonFr: ReasonTold,
    /** For the audit log. */
    reason: Reason,
  })
  .refine(isScopeNamed, SCOPE_NAMED)
  .refine((quota) => quota.kind === 'fixed' || quota.unit !== 'month', {
    path: ['kind'],
    params: { code: 'no-rolling-month' },
    error: 'A rolling window is a week at most: months differ in length.',
  })

export const QuotaInput = z.strictObject({ accountId: AccountId, key: LimitKey, reason: Reason })
export const LiftWindowInput = QuotaInput.extend({ until: InstantText })
