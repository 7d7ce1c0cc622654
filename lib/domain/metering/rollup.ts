import type { Quantities } from '../catalogue/price-usage'
import { HOUR, type Instant, MINUTE } from '../instants'
import type { Tokens } from '../tokens'
import type { ChargeView } from './model'

/** Usage is rolled up in quarters of an hour of UTC: every zone's hours and days are made of whole ones. */
export const BUCKET: Instant = 15n * MINUTE

export interface UsageBucket {
  accountId: string
  bucketAt: Instant
  actionKey: string
  apiKeyId: string
  memberId: string
  /** Thousandths of a unit by quantity class. */
  quantities: Record<string, bigint>
  tokens: Tokens
  charges: bigint
  failures: bigint
}

export function bucketStart(at: Instant): Instant {
  return at - (at % BUCKET)
}

export function hourStart(at: Instant): Instant {
  return at - (at % HOUR)
}

/** What the charges add to the rollup: one row per account, quarter, action, key and member, in key order. */
export function rollUp(charges: readonly ChargeView[]): UsageBucket[] {
  const buckets = new Map<string, UsageBucket>()
  for (const charge of charges) {
    const bucketAt = bucketStart(charge.occurredAt)
    const id = [charge.accountId, bucketAt, charge.actionKey, charge.apiKeyId, charge.memberId].join('|')
    const bucket = buckets.get(id) ?? emptyBucket(charge, bucketAt)
    const failed = charge.status === 'failed'
    if (!failed) addQuantities(bucket.quantities, charge.quantities)
    bucket.tokens += charge.tokens
    bucket.charges += failed ? 0n : 1n
    bucket.failures += failed ? 1n : 0n
    buckets.set(id, bucket)
  }
  return [...buckets.keys()].sort().flatMap((id) => buckets.get(id) ?? [])
}

function emptyBucket({ accountId, actionKey, apiKeyId, memberId }: ChargeView, bucketAt: Instant): UsageBucket {
  return { accountId, bucketAt, actionKey, apiKeyId, memberId, quantities: {}, tokens: 0n, charges: 0n, failures: 0n }
}

function addQuantities(sums: Record<string, bigint>, quantities: Quantities): void {
  for (const [quantityClass, units] of Object.entries(quantities))
    sums[quantityClass] = (sums[quantityClass] ?? 0n) + units
}
