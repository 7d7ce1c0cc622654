import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listComparisons } from '@/lib/db/catalogue-comparisons'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { defineComparison } from './define-comparison'

const house = testHouse()

function comparison(overrides: { pricedOn?: string; sourceUrl?: string; provider?: string } = {}) {
  return {
    key: `direct-${randomUUID().slice(0, 8)}`,
    provider: 'Direct',
    currency: 'EUR',
    monthlyFeeCents: 2000n,
    pricedOn: '2026-11-02',
    sourceUrl: 'https://example.com/prices',
    prices: [{ action: 'chat', quantityClass: 'input', centsPerMillion: '9/5' }],
    ...overrides,
  }
}

test('a comparison is kept with its prices by the unit, and replaced as a whole', async () => {
  const input = comparison()
  await defineComparison(staffCaller('finance'), input, house)
  await defineComparison(SYSTEM, { ...input, provider: 'Direct, renamed' }, house)
  const kept = (await listComparisons(house.db)).find(({ key }) => key === input.key)
  expect(kept).toEqual({
    ...input,
    provider: 'Direct, renamed',
    prices: [{ actionKey: 'chat', quantityClass: 'input', numerator: 9n, denominator: 5_000_000n }],
  })
})

test('a price without a day or an address that anybody can look at is refused', async () => {
  for (const wrong of [{ pricedOn: '2026-02-30' }, { pricedOn: 'lately' }, { sourceUrl: 'http://example.com/' }]) {
    expect((await refusalOf(defineComparison(SYSTEM, comparison(wrong), house))).kind).toBe('invalid-input')
  }
})

test('defining refuses everybody but finance and admins', async () => {
  const { caller } = await testPerson(house)
  const callers = [visitorCaller(), caller, staffCaller('support'), staffCaller('operator')]
  const kinds = await kindsRefused((who) => defineComparison(who, comparison(), house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
})
