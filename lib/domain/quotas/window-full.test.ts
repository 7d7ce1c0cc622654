import { expect, it } from 'vitest'
import { quotaOf } from '@/lib/testing/limits'
import { parseInstant, SECOND } from '../instants'
import { windowFull } from './window-full'

const NOW = parseInstant('2026-11-25T10:58:30.5Z') ?? 0n
const FULL = { quota: quotaOf(), used: 9_800_000n, amount: 412_500n, nextAllowedAt: NOW + 90n * SECOND - 500_000n }

it('names the limit, what is used of it, when it opens and that the balance stands', () => {
  const refusal = windowFull([FULL], NOW)
  expect(refusal.kind).toBe('window-full')
  expect(refusal.message).toBe(
    'The limit "hour" allows 10000 tokens each hour; 9800 tokens are used and this needs 412.5 tokens. It opens for this at 2026-11-25T11:00:00Z. Your balance is not affected: nothing was charged.',
  )
  expect(refusal.retryAfterSeconds).toBe(90)
  expect(refusal.facts).toEqual({
    limits: [
      {
        name: 'hour',
        scope: 'account',
        measure: 'tokens',
        unit: 'hour',
        kind: 'fixed',
        policy: 'stop',
        cap: '10000',
        used: '9800',
        needed: '412.5',
        reason: 'So that everybody is served.',
        nextAllowedAt: '2026-11-25T11:00:00Z',
      },
    ],
    nextAllowedAt: '2026-11-25T11:00:00Z',
    waysPast: ['wait', 'upgrade', 'ask'],
  })
})

it('announces the latest of several, and names the others', () => {
  const day = {
    ...FULL,
    quota: quotaOf({ name: 'day', unit: 'day', kind: 'rolling' }),
    nextAllowedAt: NOW + 3600n * SECOND,
  }
  const refusal = windowFull([FULL, day], NOW)
  expect(refusal.message).toContain('The limit "day" allows 10000 tokens in any day;')
  expect(refusal.message).toContain('Also full: "hour".')
  expect(refusal.facts.nextAllowedAt).toBe('2026-11-25T11:58:30.5Z')
  expect(refusal.retryAfterSeconds).toBe(3600)
})

it('announces no time for an operation that never fits', () => {
  const refusal = windowFull([FULL, { ...FULL, amount: 10_000_001n, nextAllowedAt: null }], NOW)
  expect(refusal.message).toContain('never fits: split it.')
  expect(refusal.facts).toMatchObject({ nextAllowedAt: null, waysPast: ['split', 'upgrade', 'ask'] })
  expect(refusal.retryAfterSeconds).toBeUndefined()
})

it('tells a customer the ways past a cap of their own, and how overage is opened', () => {
  const own = { ...FULL, quota: quotaOf({ origin: 'customer', name: 'cap', measure: 'money' }) }
  expect(windowFull([own], NOW).message).toContain(
    'Your own cap "cap" allows 10000 minor units of the account\'s currency',
  )
  expect(windowFull([own], NOW).facts.waysPast).toEqual(['wait', 'raise-your-cap'])
  const overage = { ...FULL, quota: quotaOf({ policy: 'overage' }) }
  expect(windowFull([overage], NOW).facts.waysPast).toEqual(['wait', 'upgrade', 'ask', 'set-a-cap'])
})
