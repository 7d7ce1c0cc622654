import { expect, it } from 'vitest'
import type { PlanQuota } from '../catalogue/plans'
import { limitChanges } from './limit-changes'

function quotaOf(unit: PlanQuota['unit'], cap: bigint, overrides: Partial<PlanQuota> = {}): PlanQuota {
  const reasons = { reasonEn: 'So that all are served.', reasonFr: 'Pour que tous soient servis.' }
  return {
    name: unit,
    unit,
    kind: 'fixed',
    measure: 'tokens',
    cap,
    policy: 'stop',
    slowPerMinute: 60,
    ...reasons,
    ...overrides,
  }
}

it('limits of the same window stand in one line, the shortest window first', () => {
  const before = [quotaOf('month', 100n), quotaOf('hour', 10n), quotaOf('hour', 5n, { measure: 'operations' })]
  const after = [quotaOf('hour', 40n), quotaOf('day', 60n, { kind: 'rolling' })]
  const lines = limitChanges(before, after).map((line) => [line.before?.cap ?? null, line.after?.cap ?? null])
  expect(lines).toEqual([
    [10n, 40n],
    [5n, null],
    [null, 60n],
    [100n, null],
  ])
})

it('no limit is left out where a plan has two of a shape', () => {
  const [one, two] = [quotaOf('hour', 10n, { name: 'a' }), quotaOf('hour', 20n, { name: 'b' })]
  expect(limitChanges([one, two], [two])).toEqual([
    { before: one, after: two },
    { before: two, after: null },
  ])
})
