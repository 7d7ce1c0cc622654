import { expect, it } from 'vitest'
import { limitOf } from '@/lib/testing/limits'
import { HOUR, MINUTE, parseInstant } from '../instants'
import type { Quota } from './model'
import { limitViews } from './views'
import { counted, windowAt } from './windows'

const NOW = parseInstant('2026-11-25T10:30:00Z') ?? 0n

function used(amount: bigint, overrides: Partial<Quota> = {}) {
  const limit = limitOf({ cap: 1000n, ...overrides })
  return { ...limit, window: counted(windowAt(limit, NOW, 'UTC'), amount) }
}
const views = (...limits: ReturnType<typeof used>[]) => limitViews(limits, NOW, 'UTC', new Map([['account:hour', 3]]))

it.each([
  ['open', 799n, {}],
  ['near', 800n, {}],
  ['near', 999n, {}],
  ['full', 1000n, {}],
  ['full', 1500n, { policy: 'slow' }],
  ['full', 1000n, { policy: 'overage' }],
  ['over', 1000n, { policy: 'tell' }],
] as const)('is %s with %s of 1,000 used, %j', (state, amount, overrides) => {
  expect(views(used(amount, overrides))).toMatchObject([{ state, percent: amount / 10n, hits: 3 }])
})

it('overage up to an own cap does not stop, and is not called full', () => {
  const cap = used(0n, { key: 'cap:account:tokens:month', origin: 'customer', unit: 'month' })
  expect(views(used(1000n, { policy: 'overage' }), cap).map(({ state }) => state)).toEqual(['over', 'open'])
})

it('a lifted one is lifted, however full', () => {
  const full = used(1000n)
  const lifted = { ...full, window: { ...full.window, liftedUntil: NOW + MINUTE } }
  expect(views(lifted)).toMatchObject([{ state: 'lifted', liftedUntil: NOW + MINUTE, opensAt: NOW + HOUR / 2n }])
})

it('the shortest windows come first', () => {
  const units = (['month', 'minute', 'day'] as const).map((unit) => used(1n, { unit }))
  expect(views(...units).map(({ quota }) => quota.unit)).toEqual(['minute', 'day', 'month'])
})
