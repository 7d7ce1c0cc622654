import { expect, test } from 'vitest'
import { instant } from '@/lib/testing/house'
import { instantToIso } from '../instants'
import { nextRunAt, rhythmOf } from './schedule'

const next = (schedule: string, after: string) => instantToIso(nextRunAt(schedule, instant(after)))

test('every minute comes round at the next full minute, never at the present one', () => {
  expect(next('* * * * *', '2026-03-02T09:00:00Z')).toBe('2026-03-02T09:01:00Z')
  expect(next('* * * * *', '2026-03-02T09:00:59.999999Z')).toBe('2026-03-02T09:01:00Z')
})

test('a time of day comes round today or tomorrow, in UTC', () => {
  expect(next('17 3 * * *', '2026-03-02T03:16:59Z')).toBe('2026-03-02T03:17:00Z')
  expect(next('17 3 * * *', '2026-03-02T03:17:00Z')).toBe('2026-03-03T03:17:00Z')
  expect(next('0 0 * * *', '2026-12-31T12:00:00Z')).toBe('2027-01-01T00:00:00Z')
})

test('every so many minutes is counted within the hour', () => {
  expect(next('*/20 * * * *', '2026-03-02T09:41:00Z')).toBe('2026-03-02T10:00:00Z')
})

test('a schedule of another kind, or of a time that there is not, is refused', () => {
  for (const schedule of ['', '* * * *', '1,2 * * * *', '0 0 1 * *', '61 * * * *', '0 24 * * *', '*/0 * * * *'])
    expect(() => nextRunAt(schedule, 0n), schedule).toThrow(RangeError)
})

test('a schedule is said as every minute, every hour, once a day, or as it is written', () => {
  expect(rhythmOf('* * * * *')).toEqual({ kind: 'minute' })
  expect(rhythmOf('7 * * * *')).toEqual({ kind: 'hour', minute: '7' })
  expect(rhythmOf('17 3 * * *')).toEqual({ kind: 'day', at: instant('1970-01-01T03:17:00Z') })
  expect(rhythmOf('*/5 * * * *')).toEqual({ kind: 'other' })
})
