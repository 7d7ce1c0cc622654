import { describe, expect, it } from 'vitest'
import { HALF_WAY, NOTHING, onPlan, PERIOD, planOf, subscriptionTo } from '@/lib/testing/standings'
import { MINUTE } from '../instants'
import { isQuoteGood, QUOTE_HOLDS, quotePlan } from './plan-quote'
import type { Tax } from './tax'

const FRENCH: Tax = { rule: 'rate', rateBasis: 2000, country: 'FR' }
const SMALL = planOf('small', 1000n, { priceCents: 1990n })
const LARGE = planOf('large', 4000n, { priceCents: 4999n })

describe('the quote of a plan', () => {
  it('that starts is its whole price, with tax, and brings its whole allowance', () => {
    const amounts = { netCents: 4999n, taxCents: 1000n, totalCents: 5999n }
    expect(quotePlan(NOTHING, LARGE, HALF_WAY, FRENCH)).toMatchObject({ verb: 'start', tokens: 4_000_000n, ...amounts })
  })

  it('that is an upgrade is the difference for the rest of the period: the tax is of what is paid, rounded once', () => {
    // Half of 3009 cents, rounded down, is 1504; a fifth of it is 300.8.
    const amounts = { netCents: 1504n, taxCents: 301n, totalCents: 1805n }
    const quote = quotePlan(onPlan(SMALL), LARGE, HALF_WAY, FRENCH)
    expect(quote).toMatchObject({ verb: 'upgrade', tokens: 1_500_000n, ...amounts })
  })

  it.each([
    ['a downgrade', 'downgrade', onPlan(LARGE), SMALL],
    ['one as large and cheaper', 'downgrade', onPlan(LARGE), { ...LARGE, key: 'cheaper', priceCents: 1n }],
    ['one of the same terms', 'switch', onPlan(LARGE), { ...LARGE, key: 'twin' }],
    ['one that is paid by the year', 'switch', onPlan(SMALL), planOf('yearly', 12_000n, { periodUnit: 'year' })],
    ['the one that is to end', 'keep', onPlan(LARGE, SMALL), LARGE],
    ['the one that runs', 'unchanged', onPlan(LARGE), LARGE],
  ] as const)('costs and brings nothing at once for %s', (_, verb, standing, plan) => {
    const nothing = { tokens: 0n, netCents: 0n, taxCents: 0n, totalCents: 0n }
    expect(quotePlan(standing, plan, HALF_WAY, FRENCH)).toMatchObject({ verb, ...nothing })
  })
})

describe('a quote', () => {
  const standing = onPlan(SMALL)

  it.each([
    ['is good at once', standing, HALF_WAY, HALF_WAY, true],
    ['is good for half an hour', standing, HALF_WAY, HALF_WAY + QUOTE_HOLDS, true],
    ['is not good for longer', standing, HALF_WAY, HALF_WAY + QUOTE_HOLDS + 1n, false],
    ['from the future is not good', standing, HALF_WAY + 1n, HALF_WAY, false],
    ['from before the period is not good in it', standing, PERIOD.startsAt - 1n, PERIOD.startsAt + MINUTE, false],
    ['from before the plan is not good on it', begunAt(HALF_WAY), HALF_WAY - 1n, HALF_WAY + MINUTE, false],
    ['from when there was no plan is good while there is none', NOTHING, HALF_WAY, HALF_WAY + MINUTE, true],
  ] as const)('%s', (_, at, quotedAt, now, isGood) => {
    expect(isQuoteGood(at, quotedAt, now)).toBe(isGood)
  })

  function begunAt(startsAt: bigint) {
    return { ...standing, current: { ...subscriptionTo(SMALL), startsAt } }
  }
})
