import { expect, it } from 'vitest'
import { formatMoney } from '../format/format-money'
import { printable } from './printable'

it('accents and the euro stay; the narrow space of French numbers becomes a plain one that does not break', () => {
  expect(printable(formatMoney(123_456_789n, 'EUR', 'fr-FR'))).toBe('1\u00A0234\u00A0567,89\u00A0€')
  expect(printable('Œuvre à Noël, « été » – 10 €')).toBe('Œuvre à Noël, « été » – 10 €')
})

it('letters that the font lacks lose their marks, and what it cannot write at all is seen to be missing', () => {
  expect(printable('Łukasz Żółć, Ştefan')).toBe('Lukasz Zólc, Stefan')
  expect(printable('東京 − x')).toBe('?? – x')
})
