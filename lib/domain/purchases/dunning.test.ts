import { expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../instants'
import { nextTryAt } from './dunning'

const DUE = 100n * DAY
const renewal = (attempts: number) => ({ kind: 'renewal', attempts, pricedAt: DUE }) as const

it.each([
  [1, -10n * MINUTE, 1n],
  [2, DAY, 3n],
  [3, 3n * DAY, 5n],
  [4, 5n * DAY, 7n],
])('after %i refusals what is due is tried on its next day', (attempts, late, days) => {
  expect(nextTryAt(renewal(attempts), DUE + late)).toBe(DUE + days * DAY)
})

it('after the fifth refusal nothing is tried any more', () => {
  expect(nextTryAt(renewal(5), DUE + 7n * DAY)).toBeNull()
})

it('tries never follow each other within hours, even when the house was down for days', () => {
  expect(nextTryAt(renewal(1), DUE + 6n * DAY)).toBe(DUE + 6n * DAY + 20n * HOUR)
})

it('what nobody owes is not tried again', () => {
  for (const kind of ['top-up', 'plan', 'upgrade'] as const)
    expect(nextTryAt({ kind, attempts: 1, pricedAt: DUE }, DUE)).toBeNull()
  expect(nextTryAt({ kind: 'usage', attempts: 1, pricedAt: DUE }, DUE)).toBe(DUE + DAY)
})
