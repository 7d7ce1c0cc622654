import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FailedTry, type Patience, planRetry } from './plan-retry.js'

const patience: Patience = {
  triesMax: 4,
  timeoutMillis: 30_000,
  waitUpToSeconds: 0,
  backoff: { firstMillis: 200, longestMillis: 1000 },
}
const unsettled: FailedTry = { kind: 'unsettled', retryAfterMillis: null }
const start = { unsettled: 1, elapsedMillis: 0, waitedMillis: 0 }

test('the backoff doubles to its longest, spread over its whole length', () => {
  const waits = [1, 2, 3].map((unsettledTries) =>
    planRetry(unsettled, { ...start, unsettled: unsettledTries }, { ...patience, triesMax: 9 }, 0.5),
  )
  expect(waits).toEqual([100, 200, 400])
  expect(planRetry(unsettled, { ...start, unsettled: 8 }, { ...patience, triesMax: 9 }, 0.5)).toBe(500)
  expect(planRetry(unsettled, start, patience, 0)).toBe(0)
})

test('the last try is the last', () => {
  expect(planRetry(unsettled, { ...start, unsettled: 3 }, patience, 0.5)).not.toBeNull()
  expect(planRetry(unsettled, { ...start, unsettled: 4 }, patience, 0.5)).toBeNull()
})

test('nobody comes back earlier than told, nor waits for what would come too late', () => {
  const told = { ...unsettled, retryAfterMillis: 5000 }
  expect(planRetry(told, start, patience, 0.5)).toBe(5100)
  expect(planRetry(told, { ...start, elapsedMillis: 24_899 }, patience, 0.5)).toBe(5100)
  expect(planRetry(told, { ...start, elapsedMillis: 24_900 }, patience, 0.5)).toBeNull()
})

test('a refusal is final unless waiting was asked for and the time is told', () => {
  const refused: FailedTry = { kind: 'refused', retryAfterMillis: 3000 }
  expect(planRetry(refused, start, patience, 0)).toBeNull()
  expect(planRetry(refused, start, { ...patience, waitUpToSeconds: 3 }, 0)).toBe(3000)
  expect(planRetry(refused, start, { ...patience, waitUpToSeconds: 2.9 }, 0)).toBeNull()
  expect(planRetry({ ...refused, retryAfterMillis: null }, start, { ...patience, waitUpToSeconds: 9 }, 0)).toBeNull()
})

test('waits for windows never add up to more than was asked for, and come to an end', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { minLength: 300, maxLength: 300 }), fc.nat(20), (told, waitUpToSeconds) => {
      let waitedMillis = 0
      let ends = false
      for (const retryAfterMillis of told) {
        const failed: FailedTry = { kind: 'refused', retryAfterMillis }
        const wait = planRetry(failed, { ...start, waitedMillis }, { ...patience, waitUpToSeconds }, 0.9)
        if (wait === null) ends = true
        else waitedMillis += wait
      }
      return ends && waitedMillis <= waitUpToSeconds * 1000
    }),
  )
})
