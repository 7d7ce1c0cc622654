import { describe, expect, it } from 'vitest'
import { limitOf, quotaOf } from '@/lib/testing/limits'
import { DAY, HOUR, type Instant, instantToIso, MINUTE, parseInstant, SECOND } from '../instants'
import type { QuotaWindow } from './model'
import { counted, givenBack, nextAllowedAt, remainingIn, resetsAt, sliceOf, usedIn, windowAt } from './windows'

const instant = (text: string): Instant => {
  const at = parseInstant(text)
  if (at === null) throw new RangeError(text)
  return at
}
const bounds = ({ startsAt, endsAt }: QuotaWindow) => [instantToIso(startsAt), endsAt && instantToIso(endsAt)]
const hours = ({ startsAt, endsAt }: QuotaWindow) => ((endsAt ?? 0n) - startsAt) / HOUR
const NOW = instant('2026-11-25T10:20:30Z')
const rolling = quotaOf({ kind: 'rolling', cap: 100n })
const rollingAt = (at: Instant, window: QuotaWindow | null = null) => windowAt({ quota: rolling, window }, at, 'UTC')

describe('a fixed window', () => {
  it.each([
    ['minute', 'Asia/Kolkata', '2026-11-25T10:20:30Z', '2026-11-25T10:20:00Z', '2026-11-25T10:21:00Z'],
    ['hour', 'Europe/Paris', '2026-11-25T10:20:30Z', '2026-11-25T10:00:00Z', '2026-11-25T11:00:00Z'],
    ['hour', 'Asia/Kolkata', '2026-11-25T10:20:30Z', '2026-11-25T09:30:00Z', '2026-11-25T10:30:00Z'],
    ['day', 'Europe/Paris', '2026-11-25T23:20:30Z', '2026-11-25T23:00:00Z', '2026-11-26T23:00:00Z'],
    ['day', 'America/New_York', '2026-11-25T04:20:30Z', '2026-11-24T05:00:00Z', '2026-11-25T05:00:00Z'],
    ['day', 'Asia/Kolkata', '2026-11-25T18:30:00Z', '2026-11-25T18:30:00Z', '2026-11-26T18:30:00Z'],
    ['week', 'Europe/Paris', '2026-11-22T22:59:59Z', '2026-11-15T23:00:00Z', '2026-11-22T23:00:00Z'],
    ['week', 'Europe/Paris', '2026-11-22T23:00:00Z', '2026-11-22T23:00:00Z', '2026-11-29T23:00:00Z'],
    ['month', 'America/New_York', '2026-11-25T10:20:30Z', '2026-11-01T04:00:00Z', '2026-12-01T05:00:00Z'],
    ['month', 'Asia/Kolkata', '2026-02-28T18:30:00Z', '2026-02-28T18:30:00Z', '2026-03-31T18:30:00Z'],
  ] as const)('of a %s in %s follows the clock at %s', (unit, zone, at, startsAt, endsAt) => {
    expect(bounds(windowAt(limitOf({ unit }), instant(at), zone))).toEqual([startsAt, endsAt])
  })

  it.each([
    ['Europe/Paris', '2026-03-29T10:00:00Z', 23n],
    ['Europe/Paris', '2026-10-25T10:00:00Z', 25n],
    ['America/New_York', '2026-03-08T16:00:00Z', 23n],
    ['America/New_York', '2026-11-01T16:00:00Z', 25n],
    ['Asia/Kolkata', '2026-03-29T10:00:00Z', 24n],
  ])('of the day in %s at %s has %s hours', (zone, at, expected) => {
    expect(hours(windowAt(limitOf({ unit: 'day' }), instant(at), zone))).toBe(expected)
  })

  it.each([
    ['Europe/Paris, clock back', 'Europe/Paris', '2026-10-24T22:00:00Z', 25n, 25],
    ['Europe/Paris, clock forward', 'Europe/Paris', '2026-03-28T23:00:00Z', 23n, 23],
    ['New York, clock back', 'America/New_York', '2026-11-01T04:00:00Z', 25n, 25],
    ['Lord Howe, clock back by half an hour', 'Australia/Lord_Howe', '2026-04-04T13:00:00Z', 24n, 25],
    ['Lord Howe, clock forward by half an hour', 'Australia/Lord_Howe', '2026-10-03T13:30:00Z', 23n, 24],
  ])('of an hour tiles the day of %s, none longer than an elapsed hour', (_, zone, first, dayHours, windows) => {
    const from = instant(first)
    const starts = new Set<Instant>()
    let end = from
    for (let at = from; at < from + dayHours * HOUR + HOUR / 2n; at += 10n * MINUTE) {
      const fresh = windowAt(limitOf(), at, zone)
      if (fresh.startsAt !== end && !starts.has(fresh.startsAt))
        expect(instantToIso(fresh.startsAt)).toBe(instantToIso(end))
      expect((fresh.endsAt ?? 0n) - fresh.startsAt).toBeLessThanOrEqual(HOUR)
      expect(fresh.startsAt <= at && at < (fresh.endsAt ?? 0n)).toBe(true)
      starts.add(fresh.startsAt)
      end = fresh.endsAt ?? 0n
    }
    const ofTheDay = [...starts].filter(
      (startsAt) => startsAt < (windowAt(limitOf({ unit: 'day' }), from, zone).endsAt ?? 0n),
    )
    expect(ofTheDay).toHaveLength(windows)
  })

  it('keeps its announced end when the zone changes, and the next one begins where it ended', () => {
    const limit = limitOf({ unit: 'day' })
    const paris = windowAt(limit, instant('2026-11-25T10:00:00Z'), 'Europe/Paris')
    const moved = { ...limit, window: counted(paris, 5n) }
    expect(windowAt(moved, instant('2026-11-25T22:59:59Z'), 'America/New_York')).toBe(moved.window)
    const next = windowAt(moved, instant('2026-11-25T23:00:00Z'), 'America/New_York')
    expect(bounds(next)).toEqual(['2026-11-25T23:00:00Z', '2026-11-26T05:00:00Z'])
    expect(usedIn(next)).toBe(0n)
  })

  it('does not go back when the clock does', () => {
    const window = windowAt(limitOf(), NOW, 'UTC')
    expect(windowAt({ ...limitOf(), window }, window.startsAt - 1n, 'UTC')).toBe(window)
  })

  it('begins with nothing used or told, and keeps how long it is lifted', () => {
    const before = { ...windowAt(limitOf(), NOW, 'UTC'), told: 80, liftedUntil: NOW + 2n * HOUR, slowFreeAt: NOW + 1n }
    const next = windowAt({ ...limitOf(), window: counted(before, 7n) }, NOW + HOUR, 'UTC')
    expect(next).toMatchObject({ used: [0n], told: 0, liftedUntil: NOW + 2n * HOUR, slowFreeAt: null, countsFrom: NOW })
    expect(windowAt({ ...limitOf(), window: next }, NOW + 2n * HOUR, 'UTC').liftedUntil).toBeNull()
  })

  it('is another one when the quota counts something else', () => {
    const window = counted(windowAt(limitOf(), NOW, 'UTC'), 7n)
    const other = windowAt({ quota: quotaOf({ measure: 'operations' }), window }, NOW + 1n, 'UTC')
    expect(other).toMatchObject({ shape: 'operations fixed hour', used: [0n], countsFrom: NOW + 1n })
  })
})

describe('a rolling window', () => {
  it.each([
    ['minute', SECOND],
    ['hour', MINUTE],
    ['day', 24n * MINUTE],
    ['week', 168n * MINUTE],
  ] as const)('of a %s has 60 slices', (unit, slice) => {
    expect(sliceOf(quotaOf({ unit, kind: 'rolling' }))).toBe(slice)
  })

  it('of a month is refused', () => {
    expect(() => sliceOf(quotaOf({ unit: 'month' }))).toThrow(RangeError)
  })

  it('counts a slice until 61 slices after its beginning, not shorter and not longer', () => {
    const window = counted(rollingAt(NOW), 40n)
    expect(usedIn(rollingAt(window.startsAt + 61n * MINUTE - 1n, window))).toBe(40n)
    expect(usedIn(rollingAt(window.startsAt + 61n * MINUTE, window))).toBe(0n)
    expect(resetsAt(rolling, window)).toBe(window.startsAt + 61n * MINUTE)
    expect(resetsAt(rolling, rollingAt(NOW + DAY, window))).toBeNull()
  })

  it('keeps at most 61 slices', () => {
    let window = rollingAt(NOW)
    for (let i = 0n; i < 200n; i++) window = counted(rollingAt(NOW + i * MINUTE, window), 1n)
    expect(window.used).toEqual(Array(61).fill(1n))
  })

  it('does not go back when the clock does', () => {
    const window = counted(rollingAt(NOW), 40n)
    expect(rollingAt(NOW - 5n * MINUTE, window)).toBe(window)
  })

  it('opens when the oldest slices that are in the way have left', () => {
    const first = counted(rollingAt(NOW), 40n)
    const second = counted(rollingAt(NOW + 10n * MINUTE, first), 50n)
    const at = NOW + 20n * MINUTE
    expect(nextAllowedAt(rolling, second, 10n, at)).toBe(at)
    expect(nextAllowedAt(rolling, second, 50n, at)).toBe(first.startsAt + 61n * MINUTE)
    expect(nextAllowedAt(rolling, second, 51n, at)).toBe(second.startsAt + 61n * MINUTE)
    expect(nextAllowedAt(rolling, second, 101n, at)).toBeNull()
    expect(remainingIn(rolling, second)).toBe(10n)
  })
})

describe('what is given back', () => {
  it('leaves the slice that it was counted in', () => {
    const held = counted(rollingAt(NOW), 40n)
    const later = counted(rollingAt(NOW + 3n * MINUTE, held), 5n)
    expect(givenBack(rolling, later, 30n, NOW).used).toEqual([5n, 0n, 0n, 10n])
  })

  it('leaves nothing when its slice or window is gone, and never takes more than was counted', () => {
    const held = counted(rollingAt(NOW), 40n)
    const later = counted(rollingAt(NOW + 2n * HOUR, held), 5n)
    expect(givenBack(rolling, later, 40n, NOW)).toEqual(later)
    expect(givenBack(rolling, held, 41n, NOW).used).toEqual([0n])
    const next = counted(windowAt({ ...limitOf(), window: windowAt(limitOf(), NOW, 'UTC') }, NOW + HOUR, 'UTC'), 5n)
    expect(givenBack(quotaOf(), next, 5n, NOW)).toEqual(next)
  })

  it('leaves nothing in a counter that began after it was held', () => {
    const held = counted(windowAt(limitOf(), NOW, 'UTC'), 40n)
    const reset = { ...held, used: [0n], countsFrom: NOW + 1n }
    const used = counted(reset, 10n)
    expect(givenBack(quotaOf(), used, 40n, NOW)).toBe(used)
    expect(usedIn(givenBack(quotaOf(), used, 4n, NOW + 1n))).toBe(6n)
  })
})
