import { describe, expect, it } from 'vitest'
import { ORDER, refundIn } from '@/lib/testing/refunds'
import { DAY } from '../instants'
import { type RefundObstacle, refundOf, refundTransition } from './refund'

const AT = ORDER.settledAt ?? 0n
const GRANT = { amount: 250_000_000n, available: 170_000_000n, held: 0n, spent: 80_000_000n, refunded: 0n }
const NOTHING = { refunds: [], disputes: [] }
const obstacleOf = (
  ...[order = ORDER, grant = GRANT, aftermath = NOTHING, now = AT]: Partial<Parameters<typeof refundOf>>
): RefundObstacle | null => refundOf(order, grant, aftermath, now).obstacle

describe('what is refunded', () => {
  it('is the unspent part at what it cost, net and tax each, rounded down', () => {
    expect(refundOf(ORDER, GRANT, NOTHING, AT)).toEqual({
      ...{ tokens: 170_000_000n, bought: 250_000_000n, held: 0n, spent: 80_000_000n },
      ...{ netCents: 986n, taxCents: 197n, totalCents: 1183n, until: AT + 14n * DAY, obstacle: null },
    })
  })

  it('leaves out what is set aside for running work, and names it', () => {
    const grant = { ...GRANT, available: 100_000_000n, held: 70_000_000n }
    expect(refundOf(ORDER, grant, NOTHING, AT)).toMatchObject({
      tokens: 100_000_000n,
      held: 70_000_000n,
      netCents: 580n,
    })
  })
})

describe('an order is not refunded', () => {
  it('from the first moment after its days, and until then it is', () => {
    expect(obstacleOf(ORDER, GRANT, NOTHING, AT + 14n * DAY - 1n)).toBe(null)
    expect(obstacleOf(ORDER, GRANT, NOTHING, AT + 14n * DAY)).toBe('too-late')
  })

  it.each(['plan', 'upgrade', 'renewal', 'usage'] as const)('that is of the kind %s', (kind) => {
    expect(obstacleOf({ ...ORDER, kind })).toBe('other-kind')
  })

  it.each(['pack', 'amount', 'top-up'] as const)('unless it is of a kind such as %s', (kind) => {
    expect(obstacleOf({ ...ORDER, kind })).toBe(null)
  })

  it('that is not done, or of which nothing is left or worth a cent', () => {
    expect(obstacleOf({ ...ORDER, state: 'pending' })).toBe('not-done')
    expect(obstacleOf(ORDER, null)).toBe('not-done')
    expect(obstacleOf(ORDER, { ...GRANT, available: 0n })).toBe('nothing-left')
    expect(obstacleOf(ORDER, { ...GRANT, available: 1n })).toBe('nothing-left')
  })

  it.each([
    ['pending', 'refunded'],
    ['done', 'refunded'],
    ['undone', 'refunded'],
    ['failed', null],
  ] as const)('again after a refund that is %s: %s', (state, expected) => {
    expect(obstacleOf(ORDER, GRANT, { ...NOTHING, refunds: [refundIn(state)] })).toBe(expected)
  })
})

it('a refund is decided once, but for money that comes back', () => {
  const next = (state: Parameters<typeof refundTransition>[0]) =>
    (['pending', 'succeeded', 'failed', 'canceled', 'other'] as const).map((status) =>
      refundTransition(state, { status }),
    )
  expect(next('pending')).toEqual(['pending', 'done', 'failed', 'failed', 'pending'])
  expect(next('done')).toEqual(['done', 'done', 'undone', 'undone', 'done'])
  expect(next('failed')).toEqual(Array(5).fill('failed'))
  expect(next('undone')).toEqual(Array(5).fill('undone'))
})
