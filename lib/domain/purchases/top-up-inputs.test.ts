import { expect, it, test } from 'vitest'
import { ceilingIn, TopUpInput } from './top-up-inputs'

const FORM = {
  accountId: '00000000-0000-4000-8000-000000000001',
  below: '50000',
  unit: 'tokens',
  packKey: 'medium',
  ceiling: '59.50',
  language: 'en',
}

function faultsOf(overrides: object): [string, string][] {
  const parsed = TopUpInput.safeParse({ ...FORM, ...overrides })
  return (parsed.error?.issues ?? []).map((issue) => [
    issue.path.join('/'),
    issue.code === 'custom' ? `${issue.params?.code}` : issue.code,
  ])
}

it('reads tokens as thousandths, days as they are, and money in the currency’s own units', () => {
  expect(TopUpInput.parse(FORM)).toMatchObject({ threshold: { tokens: 50_000_000n }, ceilingMilli: 59_500n })
  expect(TopUpInput.parse({ ...FORM, below: '3', unit: 'days' })).toMatchObject({ threshold: { days: 3 } })
  expect(ceilingIn('EUR', 59_500n)).toBe(5950n)
  expect(ceilingIn('JPY', 59_000n)).toBe(59n)
})

it('says all that is wrong at once, each at its field', () => {
  expect(faultsOf({ below: '', unit: '', packKey: '', ceiling: '' })).toEqual([
    ['unit', 'unit-missing'],
    ['below', 'not-tokens'],
    ['packKey', 'pack-missing'],
    ['ceiling', 'not-money'],
  ])
})

test.each([
  '0',
  '-1',
  '+5',
  '1e9',
  '0x10',
  '2abc',
  ' 5',
  '5 ',
  '1,000',
  '0.0001',
  'NaN',
  'Infinity',
  '９',
  '1'.repeat(17),
])('%j is no number of tokens and no money', (text) => {
  expect(faultsOf({ below: text })).toEqual([['below', 'not-tokens']])
  expect(faultsOf({ ceiling: text })).toEqual([['ceiling', 'not-money']])
})

test.each(['0', '91', '-3', '2.5', '1e1', '', '003', '٣'])('%j is no number of days', (below) => {
  expect(faultsOf({ below, unit: 'days' })).toEqual([['below', 'not-days']])
})

test.each(['hours', 'Days', 'tokens '])('%j is no unit', (unit) => {
  expect(faultsOf({ unit, below: '' }).map(([field]) => field)).toContain('unit')
})

it('refuses fractions of the smallest coin', () => {
  expect(() => ceilingIn('EUR', 59_505n)).toThrow('amount of money')
  expect(() => ceilingIn('JPY', 59_500n)).toThrow('amount of money')
})

it('refuses what is not in the form', () => {
  expect(faultsOf({ on: true })).toEqual([['', 'unrecognized_keys']])
})
