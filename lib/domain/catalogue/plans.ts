import type { Tokens } from '../tokens'

export const PERIOD_UNITS = ['month', 'year'] as const
export const ROLLOVERS = ['none', 'once', 'unlimited'] as const
export const QUOTA_UNITS = ['minute', 'hour', 'day', 'week', 'month'] as const
export const QUOTA_KINDS = ['fixed', 'rolling'] as const
export const PLAN_MEASURES = ['tokens', 'operations'] as const
export const CAPTURE_RULES = ['refuse', 'charge'] as const
export const QUOTA_POLICIES = ['stop', 'slow', 'overage'] as const

/** A window of a plan: at most `cap` in each, what happens at the cap, and why it is there. */
export interface PlanQuota {
  readonly name: string
  readonly unit: (typeof QUOTA_UNITS)[number]
  readonly kind: (typeof QUOTA_KINDS)[number]
  readonly measure: (typeof PLAN_MEASURES)[number]
  /** In thousandths of a token or of an operation. */
  readonly cap: bigint
  readonly policy: (typeof QUOTA_POLICIES)[number]
  /** Operations a minute that a 'slow' quota admits at its cap. */
  readonly slowPerMinute: number
  readonly reasonEn: string
  readonly reasonFr: string
}

/** What is paid each period, what it brings, and its limits. */
export interface Plan {
  readonly key: string
  readonly nameEn: string
  readonly nameFr: string
  readonly priceCents: bigint
  readonly currency: string
  readonly allowance: Tokens
  readonly periodUnit: (typeof PERIOD_UNITS)[number]
  readonly rollover: (typeof ROLLOVERS)[number]
  /** The most that is rolled over; null for no limit, or where nothing is. */
  readonly rolloverMax: Tokens | null
  /** How many days a new customer may try it before it is paid; 0 for no trial. */
  readonly trialDays: number
  /** What a capture above its hold is: refused, or its excess charged. */
  readonly captureAbove: (typeof CAPTURE_RULES)[number]
  /** By name. */
  readonly quotas: readonly PlanQuota[]
}

/** Tokens that are bought once, and lapse some days later. */
export interface Pack {
  readonly key: string
  readonly nameEn: string
  readonly nameFr: string
  readonly tokens: Tokens
  readonly priceCents: bigint
  readonly currency: string
  readonly expiresAfterDays: number
}

/**
 * A pack that stands against the volume discount beside this one: of two packs in a currency the larger never costs more per
 * token, so that several small ones never beat a big one. Null when all is well.
 */
export function findPackAgainstDiscount(packs: readonly Pack[], pack: Pack): Pack | null {
  const others = packs.filter((other) => other.key !== pack.key && other.currency === pack.currency)
  return others.find((other) => isAgainstDiscount(other, pack) || isAgainstDiscount(pack, other)) ?? null
}

function isAgainstDiscount(smaller: Pack, larger: Pack): boolean {
  return smaller.tokens < larger.tokens && larger.priceCents * smaller.tokens > smaller.priceCents * larger.tokens
}

/** The pack of the currency that brings at least so many tokens for the least money; null when none is large enough. */
export function cheapestSufficientPack(packs: readonly Pack[], tokens: Tokens, currency: string): Pack | null {
  const sufficient = packs.filter((pack) => pack.currency === currency && pack.tokens >= tokens)
  return sufficient.reduce<Pack | null>(
    (best, pack) => (best === null || pack.priceCents < best.priceCents ? pack : best),
    null,
  )
}
