import { expect, it } from 'vitest'
import { parseWallTime, wallTime } from './calendar'
import { instantToIso } from './instants'

const iso = (text: string, zone: string) => {
  const at = parseWallTime(text, zone)
  return at === null ? null : instantToIso(at)
}

it('a wall-clock time is an instant of its zone, and back', () => {
  expect(iso('2026-11-24T10:30', 'Europe/Paris')).toBe('2026-11-24T09:30:00Z')
  expect(iso('2026-07-24T10:30:15', 'Europe/Paris')).toBe('2026-07-24T08:30:15Z')
  expect(wallTime(parseWallTime('2026-07-24T10:30:15', 'Asia/Kolkata') ?? 0n, 'Asia/Kolkata')).toBe('2026-07-24T10:30')
})

it.each(['', 'tomorrow', '2026-02-30T10:00', '2026-11-24', '2026-11-24T10:30Z', '2026-11-24T25:00'])(
  '"%s" is no wall-clock time',
  (text) => {
    expect(parseWallTime(text, 'Europe/Paris')).toBeNull()
    expect(parseWallTime('2026-11-24T10:30', 'Mars/Phobos')).toBeNull()
  },
)
