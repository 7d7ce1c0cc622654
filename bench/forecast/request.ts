import { z } from 'zod'
import type { UsageHistory } from '@/lib/domain/forecast/model'
import { DAY, type Instant, instantFromMillis } from '@/lib/domain/instants'
import type { Book, Grant } from '@/lib/domain/ledger/model'
import { expectedTokens } from '@/lib/domain/tokens'
import { bookOf, grantOf } from '@/lib/testing/books'

const Amount = z.number().transform((amount) => Math.max(0, amount))
const Moment = z.string().transform((text, context) => {
  const millis = Date.parse(/(z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`)
  if (Number.isFinite(millis)) return instantFromMillis(millis)
  context.addIssue('not a date')
  return z.NEVER
})

/** What is asked of a forecast from outside: one line of JSON. A value that is missing counts as no use. */
export const ForecastRequest = z.object({
  id: z.union([z.string(), z.number()]),
  asOf: Moment,
  stepSeconds: z.union([z.literal(3600), z.literal(86400)]),
  usage: z.array(Amount.nullable().transform((amount) => amount ?? 0)),
  balance: Amount.nullish(),
  grants: z
    .array(z.object({ remaining: Amount, expiresAt: Moment.nullish(), allowance: z.boolean().nullish() }))
    .default([]),
  events: z
    .array(z.object({ at: Moment, type: z.enum(['grant', 'reset']), amount: Amount, expiresAt: Moment.nullish() }))
    .default([]),
  horizonDays: z.number().min(1).max(366).default(60),
  cumulativeAtDays: z.array(z.number().positive().max(366)).default([1, 7, 14, 30]),
})
export type ForecastRequest = z.infer<typeof ForecastRequest>

export function historyOf({ usage, asOf, stepSeconds }: ForecastRequest): UsageHistory {
  return { stepSeconds, endsAt: asOf, values: usage.slice(-112 * (86400 / stepSeconds)) }
}

/** The end of what has to be foreseen. */
export function endOf({ asOf, horizonDays, cumulativeAtDays }: ForecastRequest): Instant {
  return asOf + BigInt(Math.ceil(Math.max(horizonDays, ...cumulativeAtDays))) * DAY
}

/**
 * The ledger that the request describes. A reset ends the allowance grant of that time and begins the next one; other events are grants
 * on their way. What the balance has beyond the grants never expires.
 */
export function bookOfRequest({ asOf, balance, grants, events }: ForecastRequest): Book {
  const coming = events.filter(({ at }) => at >= asOf)
  const resets = coming
    .filter(({ type }) => type === 'reset')
    .map(({ at }) => at)
    .sort((a, b) => (a < b ? -1 : 1))
  const nextReset = (after: Instant) => resets.find((at) => at > after) ?? null
  const held = grants.map(({ remaining, expiresAt, allowance }, i) =>
    grantWith(`held-${i}`, remaining, { expiresAt: first(expiresAt, allowance ? (resets[0] ?? null) : null) }),
  )
  const rest = (balance ?? 0) - grants.reduce((sum, { remaining }) => sum + remaining, 0)
  if (rest > 0) held.push(grantWith('rest', rest, {}))
  const later = coming.map(({ at, type, amount, expiresAt }, i) => {
    const grant = grantWith(`coming-${i}`, amount, {
      effectiveAt: at,
      expiresAt: first(expiresAt, type === 'reset' ? nextReset(at) : null),
    })
    return { ...grant, available: 0n, pending: grant.amount }
  })
  const live = held.filter(({ expiresAt }) => expiresAt === null || expiresAt > asOf)
  return bookOf(
    [...live, ...later].filter(({ amount }) => amount > 0n),
    { timeZone: 'UTC' },
  )
}

function grantWith(id: string, tokens: number, overrides: Partial<Grant>): Grant {
  return grantOf(id, expectedTokens(tokens), overrides)
}

function first(one: Instant | null | undefined, other: Instant | null): Instant | null {
  if (one === null || one === undefined) return other
  return other === null || one < other ? one : other
}
