import { expect, it } from 'vitest'
import { DAY, type Instant, parseInstant } from '../instants'
import { nextOf, scheduleDays } from './schedule-days'
import type { ScheduledEvent, ScheduleKind } from './schedule-model'

const at = (text: string) => parseInstant(text) ?? 0n
const NOW = at('2026-11-26T20:00:00Z')
const PARIS = 'Europe/Paris'

function event(kind: ScheduleKind, when: Instant, id: string = kind): ScheduledEvent {
  const nothing = { amount: null, lapses: null, costCents: null, limit: null, isExpected: false }
  return { id, kind, at: when, name: id, ...nothing }
}

const drawn = (events: readonly ScheduledEvent[], zone = PARIS) => {
  const { soon, later } = scheduleDays(events, NOW, zone)
  return [soon, later].map((days) => days.map((day) => [day.date, day.daysAway, day.events.map(({ id }) => id)]))
}

it('shows an end on the day of its last minute, and what begins at that instant on the next', () => {
  const midnight = at('2026-11-30T23:00:00Z')
  const events = [event('quota-reset', midnight), event('expiry', midnight), event('renewal', midnight)]
  expect(drawn(events)).toEqual([
    [
      ['2026-11-30', 4, ['expiry']],
      ['2026-12-01', 5, ['quota-reset', 'renewal']],
    ],
    [],
  ])
})

it.each([
  ['America/New_York', '2026-11-30', 4],
  ['Asia/Kathmandu', '2026-12-01', 4],
  ['Pacific/Chatham', '2026-12-01', 4],
])('counts days by the dates of %s', (zone, date, daysAway) => {
  expect(drawn([event('renewal', at('2026-11-30T23:00:00Z'))], zone)).toEqual([[[date, daysAway, ['renewal']]], []])
})

it('parts the next 90 days from what is later', () => {
  const events = [event('grant', NOW + 1n), event('renewal', NOW + 90n * DAY - 1n), event('expiry', NOW + 91n * DAY)]
  expect(drawn(events).map((days) => days.flatMap(([, , ids]) => ids))).toEqual([['grant', 'renewal'], ['expiry']])
})

it('says first what concerns tokens, money or prices, of one instant what is lost, and a reset only where nothing else is', () => {
  const reset = event('quota-reset', NOW + 1n)
  expect(nextOf([reset, event('expiry', NOW + 2n)])?.kind).toBe('expiry')
  expect(nextOf([event('rollover', NOW + 1n), event('expiry', NOW + 1n)])?.kind).toBe('expiry')
  expect(nextOf([event('rollover', NOW + 1n), event('expiry', NOW + 2n)])?.kind).toBe('rollover')
  expect(nextOf([reset])?.kind).toBe('quota-reset')
  expect(nextOf([])).toBeNull()
})
