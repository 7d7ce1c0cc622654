import { expect, it } from 'vitest'
import { limitOf } from '@/lib/testing/limits'
import { HOUR, parseInstant, SECOND } from '../instants'
import type { Limit, Quota } from './model'
import { counted, windowAt } from './windows'
import { LimitWire, limitToWire, rateLimitFields } from './wire'

const NOW = parseInstant('2026-11-25T10:30:58Z') ?? 0n

function used(overrides: Partial<Quota>, amount: bigint): Limit {
  const limit = limitOf(overrides)
  return { ...limit, window: counted(windowAt(limit, NOW, 'UTC'), amount) }
}

it('tells a limit in decimal strings and instants', () => {
  const wire = limitToWire(used({}, 7_420_500n), NOW, 'UTC')
  expect(LimitWire.parse(wire)).toEqual({
    name: 'hour',
    scope: 'account',
    scopeId: null,
    measure: 'tokens',
    unit: 'hour',
    kind: 'fixed',
    policy: 'stop',
    origin: 'plan',
    cap: '10000',
    used: '7420.5',
    remaining: '2579.5',
    resetsAt: '2026-11-25T11:00:00Z',
    liftedUntil: null,
    reason: 'So that everybody is served.',
  })
})

it('tells what is left of a window, not of the one that was stored', () => {
  expect(limitToWire(used({}, 7_420_500n), NOW + HOUR, 'UTC')).toMatchObject({
    used: '0',
    resetsAt: '2026-11-25T12:00:00Z',
  })
})

it('writes the fields of the draft, the tightest limit first, whole units rounded down', () => {
  const limits = [
    used({ name: 'month', unit: 'month', cap: 100_000_000n }, 7_420_500n),
    used({}, 7_420_500n),
    used({ name: 'calls', measure: 'operations', unit: 'minute', kind: 'rolling', cap: 60_000n }, 6000n),
  ]
  expect(rateLimitFields(limits, NOW, 'UTC')).toEqual({
    'ratelimit-policy':
      '"hour";q=10000;comptoir-unit="tokens";w=3600, "calls";q=60;qu="requests";w=60, "month";q=100000;comptoir-unit="tokens";w=2592000',
    ratelimit: '"hour";r=2579;t=1742, "calls";r=54;t=61, "month";r=92579;t=480542',
  })
})

it('leaves out what does not stop: budgets, lifted limits, and overage up to a cap', () => {
  const budget = limitOf({ policy: 'tell' })
  const lifted = used({}, 1n)
  const limits = [budget, { ...lifted, window: lifted.window && { ...lifted.window, liftedUntil: NOW + SECOND } }]
  expect(rateLimitFields(limits, NOW, 'UTC')).toBeNull()
  const overage = limitOf({ name: 'plan', policy: 'overage' })
  expect(rateLimitFields([overage], NOW, 'UTC')?.ratelimit).toBe('"plan";r=10000;t=1742')
  const cap = limitOf({ name: 'cap', origin: 'customer' })
  expect(rateLimitFields([overage, cap], NOW, 'UTC')?.ratelimit).toBe('"cap";r=10000;t=1742')
})

it('announces no reset where a slow quota still gives, or nothing is used of a rolling one', () => {
  expect(rateLimitFields([used({ policy: 'slow' }, 10_000_000n)], NOW, 'UTC')?.ratelimit).toBe('"hour";r=0')
  expect(rateLimitFields([limitOf({ kind: 'rolling' })], NOW, 'UTC')?.ratelimit).toBe('"hour";r=10000')
})

it('writes names and figures that a structured field can carry', () => {
  const fields = rateLimitFields([limitOf({ name: 'é "x" \\', cap: 10n ** 18n })], NOW, 'UTC')
  expect(fields?.['ratelimit-policy']).toContain('"? \\"x\\" \\\\";q=999999999999999;')
})
