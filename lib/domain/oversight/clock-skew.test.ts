import { expect, test } from 'vitest'
import { SECOND } from '../instants'
import { compareClocks } from './clock-skew'

const before = 1000n * SECOND

test.each([
  [0n, 0n, 0n, true],
  [1n, 0n, 0n, true],
  [20n, 10n, 0n, true],
  [1n, 6n, 5n, true],
  [1n, 7n, 6n, false],
  [1n, -5n, 5n, true],
  [1n, -6n, 6n, false],
  [1n, 3600n, 3599n, false],
])('an answer after %i s that says %i s: %i s apart, steady %s', (took, said, apart, isSteady) => {
  const clocks = compareClocks(before, before + took * SECOND, before + said * SECOND)
  expect(clocks).toEqual({ skew: apart * SECOND, isSteady })
})

test('a microsecond more than 5 s is too much', () => {
  expect(compareClocks(before, before, before + 5n * SECOND + 1n).isSteady).toBe(false)
  expect(compareClocks(before, before, before - 5n * SECOND - 1n).isSteady).toBe(false)
})
