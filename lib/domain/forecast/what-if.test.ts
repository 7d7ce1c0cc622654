import { expect, test } from 'vitest'
import { allowanceOf, bookOf, grantOf } from '@/lib/testing/books'
import type { Pack, Plan } from '../catalogue/plans'
import { DAY } from '../instants'
import type { Standing } from '../subscriptions/plan-change'
import { TOKEN } from '../tokens'
import { type ForecastFacts, makeForecast } from './make-forecast'
import { atPace, whatIf } from './what-if'

const NOW = 20_000n * DAY
const GRANT = '01900000-0000-7000-8000-000000000001'
const ALLOWANCE = '01900000-0000-7000-8000-0000000000aa'
const ENDS = NOW + 20n * DAY

/** 100 tokens a day, give or take; a plan of 1,000 whose period ends in 20 days. */
const allowance = allowanceOf(ALLOWANCE, 1000n * TOKEN, ENDS, { anchor: '2024-09-24T02:00:00', nextN: 1 })
const book = bookOf(
  [
    grantOf(GRANT, 1000n * TOKEN, {
      source: 'plan',
      allowanceId: ALLOWANCE,
      periodN: 0,
      expiresAt: ENDS,
      priority: 20,
    }),
  ],
  { allowances: new Map([[ALLOWANCE, allowance]]), lastTransactionAt: NOW - DAY },
)
const facts: ForecastFacts = {
  book,
  demand: {
    edges: Array.from({ length: 61 }, (_, i) => NOW + BigInt(i) * DAY),
    paths: [90, 100, 110].map((perDay) => new Float64Array(60).fill(perDay)),
  },
  usageClass: 'regular',
  historyDays: 60,
  isEarly: false,
  pace: 1,
}
const pack: Pack = {
  key: 'p',
  nameEn: 'Pack',
  nameFr: 'Pack',
  tokens: 500n * TOKEN,
  priceCents: 500n,
  currency: 'EUR',
  expiresAfterDays: 365,
}
const plan: Plan = {
  key: 'more',
  nameEn: 'More',
  nameFr: 'Plus',
  priceCents: 900n,
  currency: 'EUR',
  allowance: 4000n * TOKEN,
  periodUnit: 'month',
  rollover: 'none',
  rolloverMax: null,
  trialDays: 0,
  captureAbove: 'refuse',
  quotas: [],
}
const standing: Standing = {
  current: { id: 's', planKey: ALLOWANCE, startsAt: NOW - 10n * DAY, endsAt: null, allowance },
  period: { n: 0, startsAt: NOW - 10n * DAY, endsAt: ENDS },
  next: null,
}

test('a pack lasts as long as its tokens do at the account’s pace', () => {
  const before = makeForecast(facts)
  const after = whatIf(facts, { kind: 'packs', packs: [pack] })
  expect(before.depletion.p50).toBe(NOW + 10n * DAY)
  expect(after.depletion.p50).toBe(NOW + 15n * DAY)
  // Two end just when the plan's next period brings as much as lasts ten more days.
  expect(whatIf(facts, { kind: 'packs', packs: [pack, pack] }).depletion.p50).toBe(NOW + 30n * DAY)
  expect(after.available - before.available).toBe(pack.tokens)
})

test('a plan that brings more brings the rest of the period now and whole periods from its end, as the deed would', () => {
  const after = whatIf(facts, { kind: 'plan', plan, standing })
  // Two thirds of the period are left, hence two thirds of the 3,000 tokens more.
  expect(after.available).toBe(book.available + 2000n * TOKEN)
  expect(after.nextAddition).toMatchObject({ at: ENDS, amount: plan.allowance })
  expect(after.runOutProbability).toBe(0)
})

test('a plan that brings less begins at the end of the period', () => {
  const after = whatIf(facts, { kind: 'plan', plan: { ...plan, allowance: 300n * TOKEN, priceCents: 1n }, standing })
  expect(after.available).toBe(book.available)
  expect(after.nextAddition).toMatchObject({ at: ENDS, amount: 300n * TOKEN })
})

test('the plan that the account is on changes nothing', () => {
  const same = {
    ...plan,
    key: ALLOWANCE,
    allowance: allowance.amount,
    priceCents: allowance.costCents,
    rollover: 'none' as const,
  }
  expect(whatIf(facts, { kind: 'plan', plan: same, standing })).toEqual(makeForecast(facts))
})

test('twice the pace ends in half the time, and going back to the account’s own pace is exact', () => {
  const twice = whatIf(facts, { kind: 'pace', pace: 2 })
  expect(twice).toMatchObject({ pace: 2, depletion: { p50: NOW + 5n * DAY } })
  expect(makeForecast(atPace(atPace(facts, 2), 1))).toEqual(makeForecast(facts))
})

test('tokens that are bought pay debt first', () => {
  const owing = { ...facts, book: { ...book, debt: 100n * TOKEN } }
  expect(whatIf(owing, { kind: 'packs', packs: [pack] }).available).toBe(book.available + 400n * TOKEN)
})
