import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, daysUntil, isTimeZone } from './calendar'
import { HOUR, instantFromMillis, instantToIso, instantToMillis, parseInstant } from './instants'

it.each([
  ['1970-01-01T00:00:00Z', 0n],
  ['2026-11-24T10:00:00.123456Z', 1_795_514_400_123_456n],
  ['2026-11-24T11:00:00+01:00', 1_795_514_400_000_000n],
])('reads %s', (text, at) => {
  expect(parseInstant(text)).toBe(at)
})

it.each([
  '2026-11-24',
  '2026-11-24T10:00:00',
  '2026-02-30T10:00:00Z',
  '2026-11-24T25:00:00Z',
  'yesterday',
  '24/11/2026',
  '2026-11-24 10:00:00Z',
  '1795514400',
])('refuses "%s"', (text) => {
  expect(parseInstant(text)).toBeNull()
})

it('writes what it reads, to the microsecond', () => {
  const anyInstant = fc.bigInt({ min: -60_000_000_000_000_000n, max: 250_000_000_000_000_000n })
  fc.assert(fc.property(anyInstant, (at) => parseInstant(instantToIso(at)) === at))
})

it('keeps milliseconds and cuts what is finer', () => {
  expect(instantToMillis(instantFromMillis(1234))).toBe(1234)
  expect(instantToMillis(1_234_999n)).toBe(1234)
})

it.each([
  ['Europe/Paris', '2026-03-29T12:00:00Z', 23n],
  ['Europe/Paris', '2026-10-25T12:00:00Z', 25n],
  ['America/New_York', '2026-03-08T18:00:00Z', 23n],
  ['Asia/Kathmandu', '2026-03-29T12:00:00Z', 24n],
  ['Pacific/Chatham', '2026-04-05T00:00:00Z', 25n],
])('has days of the zone: %s around %s has %s hours', (zone, at, hours) => {
  const today = daysUntil(parseInstant(at) ?? 0n, zone, 3)[2]
  expect(today && (today.endsAt - today.startsAt) / HOUR).toBe(hours)
})

it('makes days that tile time, the last one holding the instant', () => {
  const at = parseInstant('2026-10-26T00:30:00+01:00') ?? 0n
  const days = daysUntil(at, 'Europe/Paris', 14)
  expect(days.map((day) => day.date)).toEqual(Array.from({ length: 14 }, (_, i) => `2026-10-${13 + i}`))
  for (const [i, day] of days.entries()) if (i > 0) expect(day.startsAt).toBe(days[i - 1]?.endsAt)
  expect(at >= (days[13]?.startsAt ?? at + 1n) && at < (days[13]?.endsAt ?? 0n)).toBe(true)
})

it('keeps the wall-clock time over a change of clocks', () => {
  const before = parseInstant('2026-10-24T09:00:00+02:00') ?? 0n
  expect(instantToIso(addDays(before, 'Europe/Paris', 2))).toBe('2026-10-26T08:00:00Z')
})

it.each([
  ['Europe/Paris', true],
  ['UTC', true],
  ['Mars/Phobos', false],
  ['', false],
  ['+01:00', false],
])('knows whether "%s" is a time zone', (name, known) => {
  expect(isTimeZone(name)).toBe(known)
})
