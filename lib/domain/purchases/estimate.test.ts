import { describe, expect, test } from 'vitest'
import type { ComparisonPrice } from '../catalogue/comparisons'
import type { RateCard, RateCardLine } from '../catalogue/model'
import type { Pack, Plan } from '../catalogue/plans'
import { DAY } from '../instants'
import { countUnits } from './count-units'
import { estimateOf } from './estimate'
import { describedWorkload, recordedWorkload, sizesAround, spreadOf } from './workload'

const CHAT: RateCardLine = {
  actionKey: 'chat',
  roundingMilli: 1000n,
  minimumMilli: 1000n,
  reasonEn: '',
  reasonFr: '',
  prices: new Map([
    ['input', [{ fromMilli: 0n, numerator: 1n, denominator: 10n }]],
    ['output', [{ fromMilli: 0n, numerator: 3n, denominator: 10n }]],
  ]),
}
const CARD: RateCard = { version: 1, effectiveAt: 0n, lines: new Map([['chat', CHAT]]) }

const named = (key: string) => ({ key, nameEn: key, nameFr: key, currency: 'EUR' })
const pack = (key: string, tokens: bigint, priceCents: bigint): Pack => ({
  ...named(key),
  tokens: tokens * 1000n,
  priceCents,
  expiresAfterDays: 90,
})
const plan = (key: string, allowance: bigint, priceCents: bigint): Plan => ({
  ...named(key),
  priceCents,
  allowance: allowance * 1000n,
  rollover: 'once',
  rolloverMax: allowance * 500n,
  periodUnit: 'month',
  trialDays: 0,
  captureAbove: 'refuse',
  quotas: [],
})
const OFFER = {
  packs: [pack('small', 25_000n, 1000n), pack('medium', 150_000n, 5100n), pack('large', 1_000_000n, 29_000n)],
  plans: [plan('starter', 50_000n, 1500n), plan('team', 400_000n, 9900n), plan('scale', 3_000_000n, 59_000n)],
}
const DIRECT: ComparisonPrice = {
  key: 'direct',
  provider: 'Direct',
  currency: 'EUR',
  monthlyFeeCents: 2000n,
  pricedOn: '2026-11-02',
  sourceUrl: 'https://example.com/',
  prices: ['input', 'output'].map((quantityClass) => ({
    actionKey: 'chat',
    quantityClass,
    numerator: 1n,
    denominator: 1000n,
  })),
}
const CIRCUMSTANCES = { offer: OFFER, comparisons: [DIRECT], balance: 0n, now: 0n }

/** Chats of 1,000 units in and 300 out. */
const chats = (callsADay: bigint) =>
  describedWorkload(
    CHAT,
    spreadOf((level) => ({ input: sizesAround(1_000_000n)[level], output: sizesAround(300_000n)[level] })),
    callsADay,
  )

describe('counting units', () => {
  test('is one for each four bytes of UTF-8, rounded up; five in the low case, three in the high one', () => {
    expect(countUnits('')).toEqual({ low: 0n, typical: 0n, high: 0n })
    expect(countUnits('abcde')).toEqual({ low: 1000n, typical: 2000n, high: 2000n })
    expect(countUnits('été')).toEqual({ low: 1000n, typical: 2000n, high: 2000n })
  })
})

describe('a described month', () => {
  test('costs per call what the rate card says, and sizes have a range of two thirds to one and a half', () => {
    const { perCall, months } = chats(10n)
    expect(perCall).toEqual({ low: 127_000n, typical: 190_000n, high: 285_000n })
    expect(months.typical[0]?.tokens).toBe(190_000n * 300n)
  })

  test('takes the cheapest mix in each case, and averages what is paid over its months', () => {
    const { mixes, cost, perMonth } = estimateOf(chats(10n), CIRCUMSTANCES)
    expect(perMonth.typical).toBe(57_000_000n)
    expect(mixes.map((mix) => mix.plan?.key ?? 'packs alone')[0]).toBe('starter')
    expect(mixes).toHaveLength(4)
    expect(cost?.typical).toBe(((mixes[0]?.cents ?? 0n) + 5n) / 6n)
    expect(cost && cost.low <= cost.typical && cost.typical <= cost.high && cost.high <= cost.worst).toBe(true)
  })

  test('says that direct billing is cheaper for much use, and that tokens are for little', () => {
    const cheaper = (callsADay: bigint) => estimateOf(chats(callsADay), CIRCUMSTANCES).direct[0]?.comparison.cheaper
    expect(cheaper(1n)).toBe('tokens')
    expect(cheaper(1000n)).toBe('direct')
  })

  test('says when a balance is used up, soonest in the high case', () => {
    const { runsOut } = estimateOf(chats(10n), { ...CIRCUMSTANCES, balance: 19_000_000n, now: 5n * DAY })
    expect(runsOut?.typical).toBe(15n * DAY)
    expect(runsOut && runsOut.high < runsOut.typical && runsOut.typical < runsOut.low).toBe(true)
    expect(estimateOf(chats(0n), { ...CIRCUMSTANCES, balance: 1n }).runsOut).toBeNull()
  })
})

describe('recorded calls', () => {
  const call = (month: string, input: bigint, actionKey = 'chat') => ({
    month,
    actionKey,
    quantities: { input: input * 1000n },
  })

  test('are summed by month, months without calls included, and what has no price is counted and left out', () => {
    const calls = [call('2025-12', 10n), call('2026-02', 1000n), call('2026-02', 20n), call('2026-02', 5n, 'painting')]
    const workload = recordedWorkload(CARD, calls)
    expect(workload).toMatchObject({ names: ['2025-12', '2026-01', '2026-02'], calls: 3, unpriced: 1 })
    expect(workload?.months.typical.map(({ tokens }) => tokens)).toEqual([1000n, 0n, 102_000n])
    expect(workload?.months.high.map(({ tokens }) => tokens)).toEqual([102_000n, 102_000n, 102_000n])
    expect(workload?.perCall).toEqual({ low: 1000n, typical: 2000n, high: 100_000n })
  })

  test('of more than twelve months the last twelve count', () => {
    const workload = recordedWorkload(CARD, [call('2024-01', 10n), call('2026-02', 10n)])
    expect(workload?.names).toHaveLength(12)
    expect(workload).toMatchObject({ calls: 1, unpriced: 0 })
  })

  test('none of which has a price are no workload', () => {
    expect(recordedWorkload(CARD, [call('2026-02', 5n, 'painting')])).toBeNull()
    expect(recordedWorkload(CARD, [])).toBeNull()
  })
})
