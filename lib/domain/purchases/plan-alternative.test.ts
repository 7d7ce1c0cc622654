import { describe, expect, test } from 'vitest'
import type { Pack, Plan } from '../catalogue/plans'
import { planAlternative } from './plan-alternative'
import { listMixes } from './recommend'

const named = (key: string) => ({ key, nameEn: key, nameFr: key, currency: 'EUR' })
const pack = (key: string, tokens: bigint, priceCents: bigint): Pack => ({
  ...named(key),
  tokens: tokens * 1000n,
  priceCents,
  expiresAfterDays: 365,
})
const plan = (key: string, allowance: bigint, priceCents: bigint): Plan => ({
  ...named(key),
  priceCents,
  allowance: allowance * 1000n,
  rollover: 'none',
  rolloverMax: null,
  periodUnit: 'month',
  trialDays: 0,
  captureAbove: 'refuse',
  quotas: [],
})
const PACKS = [pack('small', 100_000n, 1000n)]
const STARTER = plan('starter', 50_000n, 2000n)
const TEAM = plan('team', 1_000_000n, 5000n)
const OFFER = { packs: PACKS, plans: [STARTER, TEAM] }
/** In thousandths: so many tokens a month of 30 days. */
const perDay = (tokensPerMonth: bigint) => (tokensPerMonth * 1000n) / 30n

describe('the other plan beside what an account has', () => {
  test('is cheaper for who uses much, with the money of a month on both sides', () => {
    expect(planAlternative(OFFER, null, perDay(900_000n))).toEqual({
      plan: TEAM,
      isCheaper: true,
      isOnPlan: false,
      monthlyCents: 5000n,
      ownMonthlyCents: 9000n,
    })
  })

  test('is not cheaper for who uses little: packs are', () => {
    expect(planAlternative(OFFER, null, perDay(30_000n))).toMatchObject({ isCheaper: false, ownMonthlyCents: 334n })
  })

  test('is never the plan that the account is on, and may be a smaller one', () => {
    expect(planAlternative(OFFER, 'team', perDay(30_000n))).toMatchObject({ plan: { key: 'starter' }, isCheaper: true })
    expect(planAlternative({ ...OFFER, plans: [TEAM] }, 'team', perDay(30_000n))).toBeNull()
  })

  test('is the cheapest of all mixes with a plan of its own', () => {
    for (const tokens of [1n, 20_000n, 50_000n, 51_000n, 400_000n, 3_000_000n]) {
      const months = Array<bigint>(6).fill(perDay(tokens) * 30n)
      const withPlan = listMixes(OFFER, months).filter((mix) => mix.plan !== null)
      expect(planAlternative(OFFER, null, perDay(tokens))?.plan).toBe(withPlan[0]?.plan)
    }
  })

  test('is left out where nothing is used, and stands alone where no packs are sold', () => {
    expect(planAlternative(OFFER, null, 0n)).toBeNull()
    expect(planAlternative({ packs: [], plans: [TEAM] }, null, perDay(900_000n))).toMatchObject({
      isCheaper: true,
      ownMonthlyCents: null,
    })
  })
})
