import { stretchOf } from '../calendar'
import { DAY, HOUR, type Instant, MINUTE } from '../instants'
import type { Limit, Quota, QuotaWindow } from './model'

const LENGTHS = { minute: MINUTE, hour: HOUR, day: DAY, week: 7n * DAY } as const

/** A rolling window is this many slices long. */
export const ROLLING_SLICES = 60n
/** One more is counted: the window may begin within a slice, and then the whole of it counts. */
const SLICES_COUNTED = 61

/** What a quota counts, such as "tokens fixed hour": a counter of another shape is not its counter. */
export function shapeOf({ measure, kind, unit }: Quota): string {
  return `${measure} ${kind} ${unit}`
}

/** The length of a rolling window's slice. Throws a RangeError for a month: months differ in length. */
export function sliceOf({ unit }: Quota): Instant {
  if (unit === 'month') throw new RangeError('A rolling window is a week at most.')
  return LENGTHS[unit] / ROLLING_SLICES
}

/**
 * The window that runs at `at`: the stored one while it runs, with its announced end whatever the zone became; else a new one.
 * An instant before the stored window (noise of the clock) is counted in it: windows never go back.
 */
export function windowAt({ quota, window }: Limit, at: Instant, zone: string): QuotaWindow {
  const stored = window?.shape === shapeOf(quota) ? window : null
  if (quota.kind === 'rolling') {
    const slice = sliceOf(quota)
    const startsAt = at - (at % slice)
    if (stored && startsAt <= stored.startsAt) return stored
    const used = stored ? shifted(stored.used, (startsAt - stored.startsAt) / slice) : [0n]
    return { ...carriedOn(quota, window, at), startsAt, endsAt: null, used, told: stored?.told ?? 0 }
  }
  if (stored && (stored.endsAt === null || at < stored.endsAt)) return stored
  const { startsAt, endsAt } = quota.unit === 'minute' ? minuteOf(at) : stretchOf(quota.unit, at, zone)
  // After a change of the zone the clock's window may have begun before the announced end of the one before.
  const previousEnd = stored?.endsAt ?? startsAt
  return {
    ...carriedOn(quota, window, at),
    startsAt: previousEnd > startsAt ? previousEnd : startsAt,
    endsAt,
    used: [0n],
    told: 0,
  }
}

/** Thousandths used in the window. */
export function usedIn({ used }: QuotaWindow): bigint {
  let sum = 0n
  for (const part of used) sum += part
  return sum
}

/** Thousandths that still fit; 0 when it is full, or more than full. */
export function remainingIn({ cap }: Quota, window: QuotaWindow): bigint {
  const remaining = cap - usedIn(window)
  return remaining > 0n ? remaining : 0n
}

/** The window with `amount` more, counted now. */
export function counted(window: QuotaWindow, amount: bigint): QuotaWindow {
  const [newest = 0n, ...older] = window.used
  return { ...window, used: [newest + amount, ...older] }
}

/**
 * The window without `amount` that was counted at `countedAt` and was not used after all: it leaves the slice that it was counted
 * in. The window as it is when that is gone, or when the counter began later.
 */
export function givenBack(quota: Quota, window: QuotaWindow, amount: bigint, countedAt: Instant): QuotaWindow {
  if (countedAt < window.countsFrom) return window
  if (quota.kind === 'fixed') return countedAt < window.startsAt ? window : without(window, 0n, amount)
  const slice = sliceOf(quota)
  const age = (window.startsAt - (countedAt - (countedAt % slice))) / slice
  return without(window, age > 0n ? age : 0n, amount)
}

/** When `amount` more fits if nothing else is used meanwhile: `at` when it does now, null when it is above the cap and never will. */
export function nextAllowedAt(quota: Quota, window: QuotaWindow, amount: bigint, at: Instant): Instant | null {
  if (amount > quota.cap) return null
  let excess = usedIn(window) + amount - quota.cap
  if (excess <= 0n) return at
  if (quota.kind === 'fixed') return window.endsAt
  for (let i = window.used.length - 1; i >= 0; i--) {
    excess -= window.used[i] ?? 0n
    if (excess <= 0n) return leavesAt(quota, window, i)
  }
  return null
}

/** When the count is 0 again if nothing more is used: a fixed window's end; null for a rolling one where nothing is counted. */
export function resetsAt(quota: Quota, window: QuotaWindow): Instant | null {
  if (quota.kind === 'fixed') return window.endsAt
  const newest = window.used.findIndex((part) => part > 0n)
  return newest < 0 ? null : leavesAt(quota, window, newest)
}

function minuteOf(at: Instant): { startsAt: Instant; endsAt: Instant } {
  const startsAt = at - (at % MINUTE)
  return { startsAt, endsAt: startsAt + MINUTE }
}

/** What a new window takes from the one before it. */
function carriedOn(quota: Quota, window: QuotaWindow | null, at: Instant) {
  const shape = shapeOf(quota)
  return {
    shape,
    countsFrom: window?.shape === shape ? window.countsFrom : at,
    slowFreeAt: future(window?.slowFreeAt, at),
    liftedUntil: future(window?.liftedUntil, at),
  }
}

function future(instant: Instant | null | undefined, at: Instant): Instant | null {
  return instant !== null && instant !== undefined && instant > at ? instant : null
}

function shifted(used: readonly bigint[], slices: bigint): bigint[] {
  if (slices >= BigInt(SLICES_COUNTED)) return [0n]
  const empty: bigint[] = []
  for (let i = 0n; i < slices; i++) empty.push(0n)
  return [...empty, ...used].slice(0, SLICES_COUNTED)
}

/** When the slice of this place is no longer counted. */
function leavesAt(quota: Quota, window: QuotaWindow, place: number): Instant {
  const slice = sliceOf(quota)
  return window.startsAt + slice * BigInt(SLICES_COUNTED - place)
}

function without(window: QuotaWindow, place: bigint, amount: bigint): QuotaWindow {
  const less = (part: bigint) => (part > amount ? part - amount : 0n)
  return { ...window, used: window.used.map((part, i) => (BigInt(i) === place ? less(part) : part)) }
}
