import { instantOfWallClock, monthsSince, wallClock } from '../calendar'
import type { Instant } from '../instants'
import type { Allowance } from './model'

/** From which wall-clock time periods are counted, and how long they are. */
export type PeriodRule = Pick<Allowance, 'anchor' | 'unit'>

const MONTHS = { month: 1, year: 12 } as const satisfies Record<Allowance['unit'], number>

/**
 * When period n begins; period 0 begins at the anchor. Counted from the anchor, never from the boundary before: what begins on
 * the 31st is on the 28th in February and on the 31st again in March.
 */
export function periodStart(rule: PeriodRule, zone: string, n: number): Instant {
  const key = `${rule.anchor} ${rule.unit} ${zone} ${n}`
  const known = STARTS.get(key)
  if (known !== undefined) return known
  const start = instantOfWallClock(rule.anchor, zone, n * MONTHS[rule.unit])
  if (STARTS.size >= STARTS_KEPT) STARTS.clear()
  STARTS.set(key, start)
  return start
}

/** Boundaries found before: a forecast walks hundreds of paths through the same few, and each costs calendar arithmetic. */
const STARTS = new Map<string, Instant>()
const STARTS_KEPT = 10_000

/** The number of the period that holds `at`: it begins at or before it and ends after it. Negative before the anchor. */
export function periodOf(rule: PeriodRule, zone: string, at: Instant): number {
  let n = Math.floor(monthsSince(rule.anchor, at, zone) / MONTHS[rule.unit])
  while (periodStart(rule, zone, n) > at) n -= 1
  while (periodStart(rule, zone, n + 1) <= at) n += 1
  return n
}

/** The wall-clock time to count periods from when the first begins at that instant. */
export function anchorOf(at: Instant, zone: string): string {
  return wallClock(at, zone)
}

/** The id of the grant that period n of an allowance brings: always the same one, so that no period opens twice. */
export function periodGrantId(allowanceId: string, n: number): string {
  return derivedId(allowanceId, `period ${n}`)
}

/** The id of the grant that tokens of another one go into by the transaction with that number. */
export function derivedGrantId(grantId: string, seq: bigint): string {
  return derivedId(grantId, `into ${seq}`)
}

/**
 * A UUID that follows from another one and a word: its time, version and variant are kept, all else is a hash of both. Adding
 * numbers would not do: a grant that rolled over at transactions 3 and 4 must not be named like the grant of period 7.
 * Its last bit is never that of its origin, so that the two always differ.
 */
function derivedId(origin: string, word: string): string {
  const hash = fnv1a(`${origin} ${word}`)
  const lastBit = 1n ^ (BigInt(parseInt(origin.slice(-1), 16) || 0) & 1n)
  const digits = BigInt.asUintN(72, (hash & ~1n) | lastBit)
    .toString(16)
    .padStart(18, '0')
  return `${origin.slice(0, 15)}${digits.slice(0, 3)}-${origin.charAt(19)}${digits.slice(3, 6)}-${digits.slice(6)}`
}

const FNV_OFFSET = 0x6c62272e07bb014262b821756295c58dn
const FNV_PRIME = 0x0000000001000000000000000000013bn

/** FNV-1a of 128 bits, over the text's UTF-16 units. */
function fnv1a(text: string): bigint {
  let hash = FNV_OFFSET
  for (const unit of text) hash = BigInt.asUintN(128, (hash ^ BigInt(unit.charCodeAt(0))) * FNV_PRIME)
  return hash
}
