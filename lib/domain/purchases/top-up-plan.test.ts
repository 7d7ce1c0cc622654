import { describe, expect, it, test } from 'vitest'
import { instant } from '@/lib/testing/house'
import { MEDIUM, NOW, topUpFactsOf, topUpOf } from '@/lib/testing/top-ups'
import { timesAMonth } from './top-up-figures'
import type { TopUp } from './top-up-model'
import { monthOf, planTopUp, spentIn, type TopUpFacts } from './top-up-plan'

const plan = (topUp: Partial<TopUp> = {}, facts: Partial<TopUpFacts> = {}) =>
  planTopUp(topUpOf(topUp), topUpFactsOf(facts))

describe('a rule that is on', () => {
  it('buys its pack at the price and the tax of now, when fewer tokens than its threshold are left', () => {
    expect(plan()).toMatchObject({
      kind: 'buy',
      sale: { kind: 'top-up', packKey: 'medium', netCents: 1450n, taxCents: 290n, totalCents: 1740n, currency: 'EUR' },
    })
    expect(plan({}, { available: 49_999_999n }).kind).toBe('buy')
    expect(plan({}, { available: 50_000_000n })).toEqual({ kind: 'above', below: 50_000_000n })
  })

  it('counts days at the pace of the forecast, and waits while there is none', () => {
    const threshold = { days: 3 }
    expect(plan({ threshold }, { available: 59_999_999n }).kind).toBe('buy')
    expect(plan({ threshold }, { available: 60_000_000n })).toEqual({ kind: 'above', below: 60_000_000n })
    expect(plan({ threshold }, { tokensPerDay: null, available: 0n })).toEqual({ kind: 'learning' })
  })
})

test.each<[string, Partial<TopUp>, Partial<TopUpFacts>, object]>([
  ['off', { isOn: false }, {}, { kind: 'off' }],
  ['paused', { paused: { at: NOW, reason: 'card_declined' } }, {}, { kind: 'paused' }],
  ['buying already', {}, { isInFlight: true }, { kind: 'in-flight' }],
  ['off, and its last purchase under way', { isOn: false }, { isInFlight: true }, { kind: 'in-flight' }],
  ['cooling down', { coolUntil: NOW + 1n }, {}, { kind: 'cooling' }],
  ['of a frozen account', {}, { isActive: false }, { kind: 'blocked', by: 'frozen' }],
  ['without a buyer', {}, { counter: null }, { kind: 'blocked', by: 'no-buyer' }],
  ['without a card', {}, { hasCard: false }, { kind: 'blocked', by: 'no-card' }],
  ['of a pack no longer sold', { packKey: 'gone' }, {}, { kind: 'blocked', by: 'not-sold' }],
  [
    'whose pack became dearer than the ceiling',
    { ceilingCents: 1739n },
    {},
    { kind: 'blocked', by: 'price', neededCents: 1740n },
  ],
  [
    'at its ceiling',
    {},
    { spentCents: 4261n },
    { kind: 'blocked', by: 'ceiling', neededCents: 1740n, leftCents: 1739n },
  ],
  ['past a ceiling that was lowered', {}, { spentCents: 9000n }, { kind: 'blocked', by: 'ceiling', leftCents: 0n }],
])('one that is %s buys nothing', (_, topUp, facts, expected) => {
  expect(plan(topUp, facts)).toMatchObject(expected)
})

it('buys again at the end of its wait, and up to the last cent of its ceiling', () => {
  expect(plan({ coolUntil: NOW }).kind).toBe('buy')
  expect(plan({}, { spentCents: 6000n - 1740n }).kind).toBe('buy')
})

it('is stopped by the tax, not by the price alone: what counts is what is paid', () => {
  const counter = { ...topUpFactsOf().counter, packs: [MEDIUM] } as NonNullable<TopUpFacts['counter']>
  expect(plan({ ceilingCents: 1500n }, { counter })).toMatchObject({ by: 'price' })
  const abroad = { ...counter, buyer: { country: 'US', vatId: null } }
  expect(plan({ ceilingCents: 1500n }, { counter: abroad }).kind).toBe('buy')
})

describe('what a month has had', () => {
  const month = monthOf(NOW, 'Europe/Paris')
  const order = (state: 'pending' | 'done' | 'failed' | 'canceled' | 'mismatch', settled: string | null) => ({
    state,
    totalCents: 1740n,
    settledAt: settled === null ? null : instant(settled),
  })

  it('is what was paid in the month of the account’s zone and what is under way, whenever it was ordered', () => {
    expect(month.startsAt).toBe(instant('2026-10-31T23:00:00Z'))
    const orders = [
      order('done', '2026-10-31T22:59:59Z'),
      order('done', '2026-10-31T23:00:00Z'),
      order('pending', null),
    ]
    expect(spentIn(month, orders)).toBe(2n * 1740n)
  })

  it('has what was paid at another amount, and nothing of what failed', () => {
    const at = '2026-11-02T00:00:00Z'
    expect(spentIn(month, [order('mismatch', at), order('failed', at), order('canceled', at)])).toBe(1740n)
  })

  it('fits so many purchases', () => {
    expect(timesAMonth(6000n, 1740n)).toBe(3n)
    expect(timesAMonth(1739n, 1740n)).toBe(0n)
  })
})
