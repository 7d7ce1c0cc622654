import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTokens, TOKENS_MAX, tokensToDecimal, tokensToPlot } from './tokens'

describe('parseTokens', () => {
  it.each([
    ['0', 0n],
    ['412', 412_000n],
    ['0.25', 250n],
    ['0.001', 1n],
    ['1.500', 1500n],
    ['1000000000000000', TOKENS_MAX],
  ])('reads %s', (text, amount) => {
    expect(parseTokens(text)).toBe(amount)
  })

  it.each([
    '',
    '-5',
    '+5',
    '1e3',
    '0x10',
    '01',
    '.5',
    '5.',
    '1.0001',
    ' 5',
    '5 ',
    '1,5',
    '１２３',
    'NaN',
    'Infinity',
    '1000000000000000.001',
    '10000000000000001',
    '9223372036854775808',
  ])('refuses "%s"', (text) => {
    expect(parseTokens(text)).toBeNull()
  })

  it('is the inverse of tokensToDecimal', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: TOKENS_MAX }), (amount) => parseTokens(tokensToDecimal(amount)) === amount),
    )
  })
})

it('writes negative amounts with their sign', () => {
  expect(tokensToDecimal(-1500n)).toBe('-1.5')
})

it('plots the largest amounts within floating point', () => {
  expect(tokensToPlot(TOKENS_MAX)).toBe(1e15)
  expect(tokensToPlot(1_234_567n)).toBeCloseTo(1234.567, 9)
  expect(tokensToPlot(-500n)).toBe(-0.5)
})
