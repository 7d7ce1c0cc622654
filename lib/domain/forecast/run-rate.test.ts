import { describe, expect, it } from 'vitest'
import { grantOf } from '@/lib/testing/books'
import { DAY, HOUR, type Instant } from '../instants'
import type { Grant } from '../ledger/model'
import { type RecentUse, runRate } from './run-rate'

const NOW: Instant = 1000n * DAY

function grant(overrides: Partial<Grant>): Grant {
  return { ...grantOf('a', 1_000_000n, { available: 0n, source: 'pack', name: 'Pack', priority: 30 }), ...overrides }
}

/** 7,000 tokens in the last week, so 1,000 a day, unless overridden. */
function use(overrides: Partial<RecentUse> = {}): RecentUse {
  return {
    firstUseAt: NOW - 100n * DAY,
    lastUseAt: NOW - HOUR,
    lastWeek: [{ actionKey: 'chat', tokens: 7_000_000n }],
    longer: [{ actionKey: 'chat', tokens: 14_000_000n }],
    longFrom: NOW - 14n * DAY,
    ...overrides,
  }
}

const tokens = (count: number) => BigInt(count) * 1000n
const pack = (count: number, overrides: Partial<Grant> = {}) => grant({ available: tokens(count), ...overrides })
const pace = { kind: 'pace', tokensPerDay: tokens(1000), days: 7, cause: 'used' }

describe('run-rate', () => {
  it.each([
    ['nothing left', [], use(), { kind: 'out' }],
    [
      'nothing left but a grant on its way',
      [grant({ pending: tokens(5), effectiveAt: NOW + DAY })],
      use(),
      { kind: 'out' },
    ],
    ['never used', [pack(10)], use({ firstUseAt: null, lastUseAt: null, lastWeek: [] }), { kind: 'unused' }],
    ['used for less than a day', [pack(10)], use({ firstUseAt: NOW - DAY + 1n }), { kind: 'learning' }],
    [
      'not used for 14 days',
      [pack(10)],
      use({ lastUseAt: NOW - 14n * DAY, lastWeek: [] }),
      { kind: 'idle', since: NOW - 14n * DAY },
    ],
  ] as const)('says %s', (_, grants, used, expected) => {
    expect(runRate(grants, used, NOW)).toEqual(expected)
  })

  it.each<[string, Grant[], RecentUse, unknown]>([
    ['one grant ends after its tokens over the pace', [pack(10_000)], use(), { ...pace, runsOutAt: NOW + 10n * DAY }],
    ['more than 90 days away is not a date', [pack(90_001)], use(), { ...pace, runsOutAt: null }],
    [
      'an expiry in mid-use loses what is left of it',
      [pack(5000, { expiresAt: NOW + 2n * DAY, priority: 10 }), pack(3000, { id: 'b' })],
      use(),
      { ...pace, runsOutAt: NOW + 5n * DAY },
    ],
    [
      'the last tokens expire before they are used',
      [pack(5000, { expiresAt: NOW + 2n * DAY })],
      use(),
      { ...pace, cause: 'expired', runsOutAt: NOW + 2n * DAY },
    ],
    [
      'a grant that arrives in time carries on',
      [pack(2000), grant({ id: 'b', pending: tokens(1000), effectiveAt: NOW + DAY })],
      use(),
      { ...pace, runsOutAt: NOW + 3n * DAY },
    ],
    [
      'a grant that arrives too late does not',
      [pack(2000), grant({ id: 'b', pending: tokens(9000), effectiveAt: NOW + 3n * DAY })],
      use(),
      { ...pace, runsOutAt: NOW + 2n * DAY },
    ],
    [
      'days before the first use do not dilute the pace',
      [pack(10_000)],
      use({ firstUseAt: NOW - 2n * DAY, lastWeek: [{ actionKey: 'chat', tokens: tokens(4000) }] }),
      { ...pace, tokensPerDay: tokens(2000), days: 2, runsOutAt: NOW + 5n * DAY },
    ],
    [
      'after a quiet week the pace of the longer window counts',
      [pack(10_000)],
      use({ lastUseAt: NOW - 8n * DAY, lastWeek: [{ actionKey: 'chat', tokens: 0n }] }),
      { ...pace, days: 14, runsOutAt: NOW + 10n * DAY },
    ],
    [
      'a restricted grant helps its own action only',
      [pack(2000, { id: 'b', priority: 10, allowedActions: ['embed'] }), pack(1500)],
      use({
        lastWeek: [
          { actionKey: 'chat', tokens: tokens(3500) },
          { actionKey: 'embed', tokens: tokens(3500) },
        ],
      }),
      { ...pace, runsOutAt: NOW + 3n * DAY },
    ],
  ])('%s', (_, grants, used, expected) => {
    expect(runRate(grants, used, NOW)).toEqual(expected)
  })

  it('says out when the actions in use find nothing, whatever is left for others', () => {
    expect(runRate([pack(10, { allowedActions: ['embed'] })], use(), NOW)).toEqual({ kind: 'out' })
  })

  it('goes on with what rolls over, in spend order, as long as that lasts', () => {
    const expired: bigint[] = []
    const rate = runRate(
      [pack(5000, { expiresAt: NOW + 2n * DAY, priority: 10 }), pack(1000, { id: 'b' })],
      use(),
      NOW,
      (grant) => {
        expired.push(grant.available)
        return { ...grant, id: 'c', available: tokens(2500), priority: 40, expiresAt: NOW + 60n * DAY }
      },
    )
    expect(expired).toEqual([tokens(3000)])
    expect(rate).toEqual({ ...pace, runsOutAt: NOW + 5n * DAY + DAY / 2n })
  })

  it('never ends earlier with more tokens', () => {
    const ends = [1, 10, 100, 1000, 33_333, 77_777].map((count) => {
      const rate = runRate([pack(count, { expiresAt: NOW + 80n * DAY }), pack(500, { id: 'b' })], use(), NOW)
      return rate.kind === 'pace' ? rate.runsOutAt : null
    })
    expect(ends).toEqual([...ends].sort((a, b) => ((a ?? 0n) < (b ?? 0n) ? -1 : 1)))
  })
})
