import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTokens, tokensToText } from './tokens.js'

test('an amount is the same after it was written and read', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 9n * 10n ** 18n), (tokens) => {
      expect(parseTokens(tokensToText(tokens))).toBe(tokens)
    }),
  )
})

test.each([
  ['0', 0n],
  ['12', 12_000n],
  ['0.25', 250n],
  ['1.050', 1050n],
])('"%s" is %s thousandths', (text, tokens) => {
  expect(parseTokens(text)).toBe(tokens)
})

test.each(['', '-1', '1e3', '.5', '1.', '0.0001', '01', '1,5', 'NaN', '10000000000000000'])(
  '"%s" is no amount',
  (text) => {
    expect(() => parseTokens(text)).toThrow(TypeError)
  },
)
