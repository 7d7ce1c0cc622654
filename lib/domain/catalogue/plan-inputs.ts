import { z } from 'zod'
import { PositiveTokens } from '../input-types'
import { Name, Sentence, Slug } from './inputs'
import {
  CAPTURE_RULES,
  PERIOD_UNITS,
  PLAN_MEASURES,
  QUOTA_KINDS,
  QUOTA_POLICIES,
  QUOTA_UNITS,
  ROLLOVERS,
} from './plans'

export const Cents = z
  .bigint()
  .min(0n)
  .max(10n ** 12n)
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'Use a code like EUR.')

const Quota = z
  .strictObject({
    name: Slug,
    unit: z.enum(QUOTA_UNITS),
    kind: z.enum(QUOTA_KINDS),
    measure: z.enum(PLAN_MEASURES).default('tokens'),
    cap: PositiveTokens,
    policy: z.enum(QUOTA_POLICIES),
    slowPerMinute: z.int().min(1).max(60_000).default(60),
    reasonEn: Sentence,
    reasonFr: Sentence,
  })
  .refine((quota) => quota.kind === 'fixed' || quota.unit !== 'month', {
    path: ['unit'],
    error: 'A rolling window is a week at most: months differ in length.',
  })

export const DefinePlanInput = z
  .strictObject({
    key: Slug,
    nameEn: Name,
    nameFr: Name,
    priceCents: Cents,
    currency: Currency,
    /** Tokens of each period. */
    allowance: PositiveTokens,
    periodUnit: z.enum(PERIOD_UNITS),
    rollover: z.enum(ROLLOVERS),
    rolloverMax: PositiveTokens.nullable().default(null),
    trialDays: z.int().min(0).max(90).default(0),
    captureAbove: z.enum(CAPTURE_RULES).default('refuse'),
    quotas: z
      .array(Quota)
      .max(10)
      .refine(
        (quotas) => new Set(quotas.map((quota) => quota.name)).size === quotas.length,
        'Each quota has its own name.',
      )
      .transform((quotas) => [...quotas].sort((a, b) => (a.name < b.name ? -1 : 1))),
  })
  .refine((plan) => plan.rollover !== 'none' || plan.rolloverMax === null, {
    path: ['rolloverMax'],
    error: 'Where nothing is rolled over there is no limit to it. Leave it out.',
  })

export const DefinePackInput = z.strictObject({
  key: Slug,
  nameEn: Name,
  nameFr: Name,
  tokens: PositiveTokens,
  priceCents: Cents,
  currency: Currency,
  expiresAfterDays: z.int().min(1).max(3650),
})
