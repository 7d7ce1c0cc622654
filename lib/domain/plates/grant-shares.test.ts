import { expect, it } from 'vitest'
import { grantShares } from './grant-shares'

it.each([
  ['nothing', []],
  ['one grant', [5n]],
  ['a tiny one beside a giant', [1n, 10n ** 18n]],
  ['a crowd', Array.from({ length: 200 }, (_, i) => BigInt(i + 1))],
  ['empty ones', [0n, 0n]],
])('fills the bar from end to end, side by side, everyone seen: %s', (_, amounts) => {
  const shares = grantShares(amounts)
  let end = 0
  for (const { left, width } of shares) {
    expect(left).toBeCloseTo(end, 9)
    expect(width).toBeGreaterThan(0)
    end = left + width
  }
  expect(end).toBeCloseTo(amounts.length > 0 ? 1 : 0, 9)
})

it('is proportional where nothing is tiny', () => {
  expect(grantShares([1000n, 3000n]).map((share) => share.width)).toEqual([0.25, 0.75])
})
