import { describe, expect, it } from 'vitest'
import { FACTS, FAN, FORECAST, HISTORY, NOW } from '@/lib/testing/burn-downs'
import { instant } from '@/lib/testing/house'
import { addDays, wallClock } from '../calendar'
import { DAY } from '../instants'
import { TOKEN } from '../tokens'
import { planBurnDown } from './burn-down'
import { burnDownStops } from './burn-down-stops'

describe('stops', () => {
  const { axis } = planBurnDown(FACTS)
  const stops = burnDownStops(FACTS, axis)
  const dates = (kind: 'day' | 'expected', isRow?: boolean) =>
    stops.flatMap((stop) =>
      stop.kind === kind && 'day' in stop && (isRow === undefined || stop.isRow === isRow) ? [stop.day.date] : [],
    )

  it('read the end of each day that was, now, and the end of each day to come, ever further right', () => {
    const lefts = stops.map(({ left }) => left)
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
    expect(dates('day')).toHaveLength(14)
    expect(dates('day').at(-1)).toBe('2026-11-23')
    expect(stops[14]).toMatchObject({ kind: 'now', at: NOW, available: HISTORY.at(-1)?.available })
    expect(dates('expected')).toHaveLength(43)
    expect(dates('expected')[0]).toBe('2026-11-24')
  })

  it('have a row for each day of two weeks either way, then for each seventh', () => {
    expect(dates('day', true)).toEqual(dates('day'))
    expect(dates('expected', true)).toHaveLength(15 + 4)
    expect(dates('expected', true).slice(-3)).toEqual(['2026-12-22', '2026-12-29', '2027-01-05'])
  })

  it('say what was left just before the midnight that ends the day', () => {
    const [first] = stops
    expect(first).toMatchObject({ kind: 'day', at: instant('2026-11-10T23:00:00Z'), available: 1_740_000n * TOKEN })
  })

  it('are every point of a young account, whose days are too few to tell anything', () => {
    const facts = { ...FACTS, forecast: null, history: HISTORY.slice(-5) }
    const kinds = burnDownStops(facts, planBurnDown(facts).axis).map(({ kind }) => kind)
    expect(kinds).toEqual(['instant', 'instant', 'instant', 'day', 'instant', 'now'])
  })

  it('end where the zone’s day ends when clocks change', () => {
    const now = instant('2026-03-20T12:00:00Z')
    const fan = FAN.map((each) => ({ ...each, at: each.at - NOW + now }))
    const zone = 'America/New_York'
    const forecast = { ...FORECAST, fan, until: addDays(now, zone, 60) }
    const ends = burnDownStops({ ...FACTS, now, timeZone: zone, forecast }, { from: now - DAY, to: now + 20n * DAY })
      .filter(({ kind }) => kind === 'expected')
      .map((stop) => wallClock(stop.at, zone).slice(10))
    expect(ends).toEqual(Array.from({ length: 20 }, () => 'T00:00:00'))
  })
})
