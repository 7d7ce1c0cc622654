import { Temporal } from 'temporal-polyfill'

/** Microseconds since 1970-01-01T00:00Z: PostgreSQL's own resolution, which a JavaScript Date would cut. */
export type Instant = bigint

export const SECOND: Instant = 1_000_000n
export const MINUTE: Instant = 60n * SECOND
export const HOUR: Instant = 60n * MINUTE
export const DAY: Instant = 24n * HOUR

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/

/** Reads an RFC 3339 instant, zone included; null for anything else, such as 30 February or a time without a zone. */
export function parseInstant(text: string): Instant | null {
  if (!WITH_ZONE.test(text)) return null
  try {
    return Temporal.Instant.from(text).epochNanoseconds / 1000n
  } catch {
    return null
  }
}

/** RFC 3339 in UTC, with as many decimals as it needs. */
export function instantToIso(at: Instant): string {
  const fraction = ((at % SECOND) + SECOND) % SECOND
  const seconds = new Date(Number((at - fraction) / 1000n)).toISOString().slice(0, -5)
  return fraction === 0n ? `${seconds}Z` : `${seconds}.${fraction.toString().padStart(6, '0').replace(/0+$/, '')}Z`
}

/** Milliseconds since 1970, cut: for Date, Intl and plots. */
export function instantToMillis(at: Instant): number {
  return Number(at / 1000n)
}

export function instantFromMillis(millis: number): Instant {
  return BigInt(Math.trunc(millis)) * 1000n
}

export function earliest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce<Instant | null>(
    (first, at) => (at !== null && (first === null || at < first) ? at : first),
    null,
  )
}
