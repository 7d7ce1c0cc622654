import { describe, expect, it } from 'vitest'
import { addDays, wallClock } from '../calendar'
import { DAY, type Instant, parseInstant } from '../instants'
import { placeOf, planTimeTicks } from './time-axis'

const at = (text: string): Instant => parseInstant(text) ?? 0n

function ticksOf(from: string, days: number, zone: string): string[] {
  const axis = { from: at(from), to: addDays(at(from), zone, days) }
  return planTimeTicks(axis, zone).map((tick) => wallClock(tick, zone))
}

it('stands at midnights of the zone, every second one from nine days on', () => {
  expect(ticksOf('2026-11-24T10:00:00Z', 3, 'Asia/Kathmandu')).toEqual([
    '2026-11-25T00:00:00',
    '2026-11-26T00:00:00',
    '2026-11-27T00:00:00',
  ])
  expect(ticksOf('2026-11-24T10:00:00Z', 12, 'Europe/Paris').map((tick) => tick.slice(8, 10))).toEqual([
    '25',
    '27',
    '29',
    '01',
    '03',
    '05',
  ])
})

it('stands at Mondays over weeks and at the first over months', () => {
  expect(ticksOf('2026-11-10T10:00:00Z', 50, 'Europe/Paris').map((tick) => tick.slice(5, 10))).toEqual([
    '11-16',
    '11-23',
    '11-30',
    '12-07',
    '12-14',
    '12-21',
    '12-28',
  ])
  expect(ticksOf('2026-11-10T10:00:00Z', 200, 'Europe/Paris').map((tick) => tick.slice(5, 10))).toEqual([
    '12-01',
    '01-01',
    '02-01',
    '03-01',
    '04-01',
    '05-01',
  ])
})

describe.each(['Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham'])('in %s', (zone) => {
  it.each([
    ['2026-03-05T00:00:00Z', 8],
    ['2026-03-25T00:00:00Z', 16],
    ['2026-10-20T00:00:00Z', 16],
    ['2026-09-20T00:00:00Z', 120],
    ['2026-03-01T00:00:00Z', 120],
  ])(
    'no change of clocks moves a tick off midnight, and there are never more than nine (%s, %s days)',
    (from, days) => {
      const ticks = ticksOf(from, days, zone)
      expect(ticks.length).toBeGreaterThan(2)
      expect(ticks.length).toBeLessThanOrEqual(9)
      expect(ticks.filter((tick) => !tick.endsWith('T00:00:00'))).toEqual([])
    },
  )
})

it('places instants between the ends, to a ten-thousandth of the width', () => {
  const axis = { from: 0n, to: 3n * DAY }
  expect([0n, DAY, 3n * DAY].map((each) => placeOf(each, axis))).toEqual([0, 0.3333, 1])
})
