import { z } from 'zod'
import { Slug } from '../catalogue/inputs'
import { PLAN_MEASURES, QUOTA_KINDS, QUOTA_POLICIES, QUOTA_UNITS } from '../catalogue/plans'
import { InstantText, Text } from '../input-types'
import { AccountId } from '../ledger/inputs'
import { isScopeNamed, LimitAmount, LimitKey, SCOPE_NAMED } from '../quotas/inputs'

/** Staff says why, to the customer and for the audit log. */
const reason = (lengthMax: number) =>
  Text.trim()
    .refine((text) => text.length >= 10, {
      params: { code: 'reason-too-short' },
      error: 'Say why, in ten characters or more.',
    })
    .refine((text) => text.length <= lengthMax, {
      params: { code: 'reason-too-long' },
      error: `Use at most ${lengthMax} characters.`,
    })
const ReasonTold = reason(300)
const Reason = reason(500)
const QuotaName = z.string().refine((text) => Slug.safeParse(text).success, {
  params: { code: 'not-a-slug' },
  error: 'Use small letters, digits, - and _, beginning with a letter.',
})

export const SetQuotaInput = z
  .strictObject({
    accountId: AccountId,
    /** A plan's quota of this name gives way to it. */
    name: QuotaName,
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
