import { z } from 'zod'
import { QUOTA_KINDS, QUOTA_UNITS } from '../catalogue/plans'
import { type Instant, instantToIso, SECOND } from '../instants'
import { NIL_ID } from '../ledger/model'
import { InstantWire, TokensWire } from '../ledger/wire'
import { TOKEN, tokensToDecimal } from '../tokens'
import { LIMIT_POLICIES, type Limit, QUOTA_MEASURES, QUOTA_ORIGINS, QUOTA_SCOPES, type Quota } from './model'
import { hasOwnCap } from './plan-admission'
import { nextAllowedAt, remainingIn, resetsAt, usedIn, windowAt } from './windows'

export const LimitWire = z
  .object({
    name: z.string(),
    scope: z.enum(QUOTA_SCOPES).meta({ description: 'Whose use counts.' }),
    scopeId: z.uuid().nullable().meta({ description: 'The API key or member; null for the account.' }),
    measure: z.enum(QUOTA_MEASURES).meta({ description: "`money`: in minor units of the account's currency." }),
    unit: z.enum(QUOTA_UNITS),
    kind: z.enum(QUOTA_KINDS).meta({ description: "`fixed` follows the clock of the account's zone." }),
    policy: z.enum(LIMIT_POLICIES).meta({ description: 'What happens at the cap; `tell` never stops anything.' }),
    origin: z.enum(QUOTA_ORIGINS).meta({ description: 'Who set it.' }),
    cap: TokensWire,
    used: TokensWire.meta({ description: 'In the running window, what is held included.' }),
    remaining: TokensWire,
    resetsAt: InstantWire.nullable().meta({ description: 'When the count is 0 again if nothing more is used.' }),
    liftedUntil: InstantWire.nullable().meta({ description: 'Until then it counts and stops nothing.' }),
    reason: z.string().meta({ description: 'Why it is there.' }),
  })
  .meta({ id: 'Limit', description: 'A quota, cap or budget with what is used of it. Amounts are in its measure.' })

export type LimitWireValue = z.output<typeof LimitWire>

export function limitToWire(limit: Limit, at: Instant, zone: string): LimitWireValue {
  const { quota } = limit
  const window = windowAt(limit, at, zone)
  const reset = resetsAt(quota, window)
  return {
    name: quota.name,
    scope: quota.scope,
    scopeId: quota.scopeId === NIL_ID ? null : quota.scopeId,
    measure: quota.measure,
    unit: quota.unit,
    kind: quota.kind,
    policy: quota.policy,
    origin: quota.origin,
    cap: tokensToDecimal(quota.cap),
    used: tokensToDecimal(usedIn(window)),
    remaining: tokensToDecimal(remainingIn(quota, window)),
    resetsAt: reset === null ? null : instantToIso(reset),
    liftedUntil: isLifted(limit, at) && window.liftedUntil !== null ? instantToIso(window.liftedUntil) : null,
    reason: quota.reasonEn,
  }
}

/** The largest integer of a structured field (RFC 9651). */
const FIELD_MAX = 999_999_999_999_999n

/**
 * The two fields of draft-ietf-httpapi-ratelimit-headers-10 for the limits that stop or slow at `at`, the tightest first; null when
 * there is none. The draft's registry has a unit for requests only, so that other measures name theirs in a parameter of our own.
 */
export function rateLimitFields(
  limits: readonly Limit[],
  at: Instant,
  zone: string,
): { 'ratelimit-policy': string; ratelimit: string } | null {
  const isCapped = hasOwnCap(limits)
  const stopping = limits
    .filter((limit) => limit.quota.policy !== 'tell' && !(limit.quota.policy === 'overage' && isCapped))
    .filter((limit) => !isLifted(limit, at))
    .map(({ quota, window }) => {
      const running = windowAt({ quota, window }, at, zone)
      return { quota, window: running, remaining: remainingIn(quota, running) }
    })
    .sort((a, b) => (a.remaining * b.quota.cap < b.remaining * a.quota.cap ? -1 : 1))
  if (stopping.length === 0) return null
  return {
    'ratelimit-policy': stopping
      .map(({ quota, window }) => {
        const length = window.endsAt === null ? LENGTHS[quota.unit] : window.endsAt - window.startsAt
        return `${fieldString(quota.name)};q=${whole(quota.cap)};${unitParameter(quota)};w=${seconds(length)}`
      })
      .join(', '),
    ratelimit: stopping
      .map(({ quota, window, remaining }) => {
        const moreAt = quota.kind === 'fixed' ? window.endsAt : nextAllowedAt(quota, window, remaining + 1n, at)
        // A slow quota at its cap still gives, slowly: no time is announced before which there is nothing.
        const isSlow = quota.policy === 'slow' && remaining === 0n
        const until = moreAt === null || isSlow ? '' : `;t=${seconds(moreAt - at)}`
        return `${fieldString(quota.name)};r=${whole(remaining)}${until}`
      })
      .join(', '),
  }
}

/** Seconds of the rolling windows; a fixed one is as long as it is. */
const LENGTHS: Readonly<Record<Quota['unit'], Instant>> = {
  minute: 60n * SECOND,
  hour: 3600n * SECOND,
  day: 86_400n * SECOND,
  week: 604_800n * SECOND,
  month: 0n,
}

function isLifted({ window }: Limit, at: Instant): boolean {
  return window !== null && window.liftedUntil !== null && window.liftedUntil > at
}

function unitParameter({ measure }: Quota): string {
  const units = { operations: 'qu="requests"', tokens: 'comptoir-unit="tokens"', money: 'comptoir-unit="minor-units"' }
  return units[measure]
}

/** Whole units, rounded down. */
function whole(amount: bigint): bigint {
  const units = amount / TOKEN
  return units > FIELD_MAX ? FIELD_MAX : units
}

/** Whole seconds, rounded up. */
function seconds(length: Instant): bigint {
  return length > 0n ? (length + SECOND - 1n) / SECOND : 0n
}

/** A name as a structured field's string: printable ASCII, quoted. */
function fieldString(name: string): string {
  return `"${name.replace(/[^\x20-\x7E]/g, '?').replace(/["\\]/g, '\\$&')}"`
}
