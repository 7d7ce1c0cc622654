import { expect, test } from 'vitest'
import { millisUntil, readRetryAfter } from './retry-after.js'

const DATE = 'Wed, 25 Nov 2026 12:00:00 GMT'

test.each([
  ['0', 0],
  ['7', 7000],
  [' 120 ', 120_000],
  ['Wed, 25 Nov 2026 12:00:09 GMT', 9000],
  ['Wed, 25 Nov 2026 11:59:00 GMT', 0],
  ['soon', null],
  ['-1', null],
  ['', null],
  [null, null],
])('Retry-After "%s" asks for %s ms', (field, millis) => {
  expect(readRetryAfter(field, DATE)).toBe(millis)
})

test('an instant of the server is measured by its clock, else by ours', () => {
  expect(millisUntil('2026-11-25T12:00:01.500Z', DATE)).toBe(1500)
  expect(millisUntil(new Date(Date.now() + 60_000).toISOString(), null)).toBeGreaterThan(59_000)
  expect(millisUntil('never', DATE)).toBeNull()
})
