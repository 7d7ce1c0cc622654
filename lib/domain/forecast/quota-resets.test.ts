import { expect, it } from 'vitest'
import { limitOf, quotaOf } from '@/lib/testing/limits'
import { wallClock } from '../calendar'
import { type Instant, parseInstant } from '../instants'
import type { Quota } from '../quotas/model'
import { counted, windowAt } from '../quotas/windows'
import { quotaResets } from './quota-resets'

const NOW = parseInstant('2026-03-20T09:10:00Z') ?? 0n

function resets(overrides: Partial<Quota>, { zone = 'Europe/Paris', used = 0n, now = NOW } = {}) {
  const limit = limitOf(overrides)
  const window = used > 0n ? counted(windowAt(limit, now, zone), used) : null
  return quotaResets({ book: { timeZone: zone }, now, limits: [{ ...limit, window }] })
}

const clocks = (events: readonly { at: Instant }[], zone = 'Europe/Paris') =>
  events.map((event) => wallClock(event.at, zone))

it('of an hour tells the end while something of it is used, and nothing otherwise', () => {
  expect(resets({})).toEqual([])
  const [only, ...others] = resets({}, { used: 5n })
  expect(others).toEqual([])
  expect(only).toMatchObject({
    id: `quota-reset:account:hour:${only?.at}`,
    kind: 'quota-reset',
    name: 'hour',
    amount: 10_000_000n,
    limit: { measure: 'tokens', unit: 'hour', cap: 10_000_000n, scope: 'account' },
  })
  expect(clocks([only ?? { at: 0n }])).toEqual(['2026-03-20T11:00:00'])
})

it('tells nothing of minutes and of rolling windows, however much is used', () => {
  expect(resets({ unit: 'minute' }, { used: 5n })).toEqual([])
  expect(resets({ kind: 'rolling', unit: 'week' }, { used: 5n })).toEqual([])
})

it('of a day tells the next end, of weeks and months each within 90 days', () => {
  expect(clocks(resets({ unit: 'day' }))).toEqual(['2026-03-21T00:00:00'])
  expect(clocks(resets({ unit: 'month' }))).toEqual([
    '2026-04-01T00:00:00',
    '2026-05-01T00:00:00',
    '2026-06-01T00:00:00',
  ])
  const weeks = clocks(resets({ unit: 'week' }))
  expect([weeks.length, weeks[0], weeks.at(-1)]).toEqual([13, '2026-03-23T00:00:00', '2026-06-15T00:00:00'])
})

it.each([
  ['Europe/Paris', '2026-03-28T23:30:00Z', '2026-03-30T00:00:00', 22.5],
  ['America/New_York', '2026-11-01T04:30:00Z', '2026-11-02T00:00:00', 24.5],
  ['Asia/Kathmandu', '2026-03-28T18:30:00Z', '2026-03-30T00:00:00', 23.75],
  ['Pacific/Chatham', '2026-04-04T10:30:00Z', '2026-04-06T00:00:00', 24.75],
])('in %s a day that begins the clock’s change ends at its own midnight', (zone, text, wall, hours) => {
  const now = parseInstant(text) ?? 0n
  const [only] = resets({ unit: 'day' }, { zone, now })
  expect(only && wallClock(only.at, zone)).toBe(wall)
  expect(Number((only?.at ?? 0n) - now) / 3_600_000_000).toBe(hours)
})

it('says no amount of a limit that is not counted in tokens, and of a customer’s own which it is', () => {
  const [own] = resets({ key: 'budget:account:money:month', measure: 'money', unit: 'month', cap: 8_000_000n })
  expect(own).toMatchObject({ amount: null, limit: { measure: 'money', cap: 8_000_000n } })
})

it('keeps the announced end of a running window when the zone has changed since', () => {
  const quota = quotaOf({ unit: 'day' })
  const window = counted(windowAt({ quota, window: null }, NOW, 'Europe/Paris'), 1n)
  const limits = [{ quota, window }]
  const [announced] = quotaResets({ book: { timeZone: 'America/New_York' }, now: NOW, limits })
  expect(announced?.at).toBe(window.endsAt)
})
