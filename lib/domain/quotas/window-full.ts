import { type Instant, instantToIso, SECOND } from '../instants'
import { Refusal, type RefusalFacts } from '../refusals'
import { tokensToDecimal } from '../tokens'
import type { Quota } from './model'
import type { FullLimit } from './plan-admission'

/** The refusal of an operation for which these limits have no room, in words that every door shows; `fields` are those of HTTP. */
export function windowFull(full: readonly FullLimit[], at: Instant, fields: RefusalFacts['fields'] = {}): Refusal {
  const [last, ...others] = [...full].sort(latestFirst)
  if (!last) throw new RangeError('A refusal names at least one limit.')
  const opensAt = last.nextAllowedAt
  return new Refusal('window-full', {
    detail: [
      `${nameOf(last.quota)} allows ${amountIn(last.quota, last.quota.cap)} ${span(last.quota)}; ${amountIn(last.quota, last.used)} are used and this needs ${amountIn(last.quota, last.amount)}.`,
      opensAt === null
        ? 'An operation of this size alone is above it and never fits: split it.'
        : `It opens for this at ${instantToIso(opensAt)}.`,
      ...(others.length > 0 ? [`Also full: ${others.map(({ quota }) => `"${quota.name}"`).join(', ')}.`] : []),
      'Your balance is not affected: nothing was charged.',
    ].join(' '),
    facts: {
      limits: full.map(limitFacts),
      nextAllowedAt: opensAt === null ? null : instantToIso(opensAt),
      waysPast: waysPast(full, opensAt === null),
    },
    fields,
    subjects: full.map(({ quota }) => quota.key),
    ...(opensAt === null ? {} : { retryAfterSeconds: secondsUntil(opensAt, at) }),
  })
}

/** What never opens first, then what opens last. */
function latestFirst(a: FullLimit, b: FullLimit): number {
  if (a.nextAllowedAt === null || b.nextAllowedAt === null) return a.nextAllowedAt === null ? -1 : 1
  return a.nextAllowedAt > b.nextAllowedAt ? -1 : 1
}

function limitFacts({ quota, used, amount, nextAllowedAt }: FullLimit) {
  return {
    name: quota.name,
    scope: quota.scope,
    measure: quota.measure,
    unit: quota.unit,
    kind: quota.kind,
    policy: quota.policy,
    cap: tokensToDecimal(quota.cap),
    used: tokensToDecimal(used),
    needed: tokensToDecimal(amount),
    reason: quota.reasonEn,
    nextAllowedAt: nextAllowedAt === null ? null : instantToIso(nextAllowedAt),
  }
}

function waysPast(full: readonly FullLimit[], isNever: boolean): string[] {
  const ways = full.flatMap(({ quota }) => [
    ...(quota.origin === 'customer' ? ['raise-your-cap'] : ['upgrade', 'ask']),
    ...(quota.policy === 'overage' ? ['set-a-cap'] : []),
  ])
  return [...new Set([isNever ? 'split' : 'wait', ...ways])]
}

function nameOf({ name, scope, origin }: Quota): string {
  const whose = { account: '', key: ' of this API key', member: ' of this member' }[scope]
  return origin === 'customer' ? `Your own cap "${name}"${whose}` : `The limit "${name}"${whose}`
}

function amountIn({ measure }: Quota, amount: bigint): string {
  const words = { tokens: 'tokens', operations: 'operations', money: "minor units of the account's currency" }
  return `${tokensToDecimal(amount)} ${words[measure]}`
}

function span({ kind, unit }: Quota): string {
  return kind === 'fixed' ? `each ${unit}` : `in any ${unit}`
}

function secondsUntil(opensAt: Instant, at: Instant): number {
  return opensAt > at ? Number((opensAt - at + SECOND - 1n) / SECOND) : 1
}
