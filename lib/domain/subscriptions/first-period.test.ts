import { expect, it } from 'vitest'
import { instantToIso, parseInstant } from '../instants'
import { firstPeriod } from './first-period'

const RULE = { anchor: '2026-01-31T00:00:00', unit: 'month' } as const
const at = (text: string) => parseInstant(text) ?? 0n

it.each([
  ['the one that runs', '2026-03-15T09:00:00Z', '2026-03-15T09:00:00Z', 1, '2026-02-27T23:00:00Z'],
  [
    'the one that runs, whenever it was to begin',
    '2025-06-01T00:00:00Z',
    '2026-03-15T09:00:00Z',
    1,
    '2026-02-27T23:00:00Z',
  ],
  ['the one that begins now', '2026-03-30T22:00:00Z', '2026-03-30T22:00:00Z', 2, '2026-03-30T22:00:00Z'],
  ['the next one after an instant to come', '2026-03-30T22:00:01Z', '2026-03-15T09:00:00Z', 3, '2026-04-29T22:00:00Z'],
  [
    'the one that begins at an instant to come',
    '2026-03-30T22:00:00Z',
    '2026-03-15T09:00:00Z',
    2,
    '2026-03-30T22:00:00Z',
  ],
  ['the first of all before the anchor', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0, '2026-01-30T23:00:00Z'],
])('%s', (_, from, now, n, startsAt) => {
  const first = firstPeriod(RULE, 'Europe/Paris', at(from), at(now))
  expect([first.n, instantToIso(first.startsAt)]).toEqual([n, startsAt])
})
