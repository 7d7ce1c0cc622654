import { describe, expect, test } from 'vitest'
import type { RateCardLine } from '../catalogue/model'
import { priceUsage } from '../catalogue/price-usage'
import { NIL_ID } from '../ledger/model'
import { canonicalUsage } from './fingerprint'
import type { ChargeView, UsageEvent } from './model'
import { ChargeAnswer, chargeToAnswer, UsageAnswer, usageToAnswer } from './wire'
import { rationalToText } from './wire-rational'

const ID = '0192f1a4-7a31-7c55-9b1e-5c1f0b6c2a10'
const line: RateCardLine = {
  actionKey: 'chat',
  roundingMilli: 1n,
  minimumMilli: 500n,
  reasonEn: 'r',
  reasonFr: 'r',
  prices: new Map([
    ['input', [{ fromMilli: 0n, numerator: 1n, denominator: 1000n }]],
    ['output', [{ fromMilli: 0n, numerator: 1n, denominator: 3n }]],
  ]),
}

function charge(overrides: Partial<ChargeView> = {}): ChargeView {
  const quantities = { output: 10_000n, input: 1_240_000n }
  return {
    id: ID,
    accountId: ID,
    source: 'api',
    key: 'e-1',
    actionKey: 'chat',
    status: 'charged',
    mode: 'admit',
    late: false,
    occurredAt: 1_795_512_600_000_001n,
    recordedAt: 1_795_512_600_500_000n,
    tokens: 4_574n,
    quantities,
    tags: { model: 'large', area: 'eu' },
    apiKeyId: ID,
    memberId: NIL_ID,
    rateCardVersion: 3,
    pricing: priceUsage(line, quantities),
    paidFrom: [{ grantId: ID, grantName: 'Welcome', amount: 4_000n }],
    owed: 574n,
    availableAfter: 0n,
    debtAfter: 574n,
    seq: 9_007_199_254_740_993n,
    reversedBy: null,
    ...overrides,
  }
}

describe('the answer', () => {
  const answer = usageToAnswer({
    charge: charge(),
    replayed: false,
    advice: { delay: 1_500_000n, limits: [], at: 0n, timeZone: 'UTC' },
  })

  test('fits its published schema', () => {
    expect(UsageAnswer.strict().parse(answer)).toEqual(answer)
    expect(ChargeAnswer.strict().parse(chargeToAnswer(charge()))).toEqual(chargeToAnswer(charge()))
  })

  test('shows an arithmetic that can be computed again', () => {
    expect(answer.charge.arithmetic).toEqual({
      steps: [
        { quantityClass: 'input', units: '1240', price: '0.001', tokens: '1.24' },
        { quantityClass: 'output', units: '10', price: '1/3', tokens: '10/3' },
      ],
      sum: '343/75',
      roundedTo: '0.001',
      rounded: '4.574',
      minimum: '0.5',
    })
  })

  test('says who paid, what is owed and what is left, in decimal strings', () => {
    expect(answer.charge.paidFrom).toEqual([{ grant: ID, name: 'Welcome', tokens: '4' }])
    expect(answer.charge).toMatchObject({ owed: '0.574', transaction: '9007199254740993', member: null })
    expect(answer.balance).toEqual({ available: '0', debt: '0.574' })
  })

  test('does not depend on the order in which quantities and tags are stored', () => {
    const stored = charge({
      quantities: { input: 1_240_000n, output: 10_000n },
      tags: { area: 'eu', model: 'large' },
      pricing: priceUsage(line, { input: 1_240_000n, output: 10_000n }),
    })
    expect(JSON.stringify(chargeToAnswer(stored))).toBe(JSON.stringify(chargeToAnswer(charge())))
  })

  test('of a failed operation has no arithmetic', () => {
    const failed = charge({ status: 'failed', pricing: null, tokens: 0n, seq: null, paidFrom: [], owed: 0n })
    expect(chargeToAnswer(failed).charge).toMatchObject({ arithmetic: null, tokens: '0', transaction: null })
  })
})

describe('an exact number', () => {
  test.each([
    [0n, 7n, '0'],
    [4n, 2n, '2'],
    [1n, 10n, '0.1'],
    [25n, 1000n, '0.025'],
    [1n, 3n, '1/3'],
    [20n, 6n, '10/3'],
    [-1n, 8n, '-0.125'],
    [123_456_789n, 1_000_000_000_000n, '0.000123456789'],
  ])('%s / %s is written %s', (numerator, denominator, text) => {
    expect(rationalToText(numerator, denominator)).toBe(text)
  })
})

describe('the canonical text of an event', () => {
  const event: Omit<UsageEvent, 'fingerprint'> = {
    accountId: ID,
    source: 'api',
    key: 'e-1',
    actionKey: 'chat',
    quantities: { input: 1000n, output: 2000n },
    occurredAt: 1n,
    mode: 'admit',
    status: 'succeeded',
    tags: { a: '1', b: '2' },
    apiKeyId: ID,
    memberId: NIL_ID,
  }

  test('is the same whatever the order of fields and whichever key of the account sends it', () => {
    const again = { ...event, quantities: { output: 2000n, input: 1000n }, tags: { b: '2', a: '1' }, apiKeyId: NIL_ID }
    expect(canonicalUsage(again)).toBe(canonicalUsage(event))
  })

  test.each<[string, Partial<UsageEvent>]>([
    ['action', { actionKey: 'embed' }],
    ['quantity', { quantities: { input: 1001n, output: 2000n } }],
    ['instant', { occurredAt: 2n }],
    ['mode', { mode: 'report' }],
    ['status', { status: 'failed' }],
    ['member', { memberId: ID }],
    ['tag', { tags: { a: '1', b: '3' } }],
    ['account', { accountId: NIL_ID }],
  ])('is another one with another %s', (_, overrides) => {
    expect(canonicalUsage({ ...event, ...overrides })).not.toBe(canonicalUsage(event))
  })
})
