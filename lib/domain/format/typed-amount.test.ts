import { expect, it } from 'vitest'
import { typedAmount } from './typed-amount'

it.each([
  ['en', ' 1,204,300.5 ', '1204300.5'],
  ['en', '25.50', '25.50'],
  ['en', '1000', '1000'],
  ['fr', '25,50', '25.50'],
  ['fr', '1 204 300,5', '1204300.5'],
  ['fr', '1\u202F204\u00A0300', '1204300'],
  ['fr', '25.50', '25.50'],
] as const)('%s: "%s" is %s', (language, text, plain) => {
  expect(typedAmount(text, language)).toBe(plain)
})

it.each([
  ['en', '25,50'],
  ['en', '1 000'],
  ['en', '1,20,300'],
  ['fr', '1,204,300'],
  ['fr', '12 34'],
  ['fr', 'mille'],
] as const)('%s: "%s" stays what no decimal is', (language, text) => {
  expect(typedAmount(text, language)).not.toMatch(/^\d+(\.\d+)?$/)
})
