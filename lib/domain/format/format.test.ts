import { expect, it } from 'vitest'
import { parseInstant } from '../instants'
import { parseTokens } from '../tokens'
import { formatPrice, formatProducts, formatSum } from './format-arithmetic'
import { formatMoney, formatPricePerThousand } from './format-money'
import { formatDay, formatDeadline, formatInstant, formatTime, zoneCity } from './format-time'
import { formatTick, formatTokens, formatTokensCompact, roughly, tokenForm } from './format-tokens'
import { setFrenchSpaces } from './french-spaces'
import { chooseLocale } from './locales'

const THIN = '\u202F'
const HARD = '\u00A0'
const tokens = (text: string) => parseTokens(text) ?? 0n
const at = (text: string) => parseInstant(text) ?? 0n
/** Dates and times as read: whether a space may break is asserted where it matters. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')

it.each([
  ['en-GB', '1204300', '1,204,300'],
  ['fr-FR', '1204300', `1${THIN}204${THIN}300`],
  ['fr-CA', '1204300', `1${HARD}204${HARD}300`],
  ['en-GB', '0.25', '0.25'],
  ['fr-FR', '0.25', '0,25'],
  ['en-GB', '1000000000000000', '1,000,000,000,000,000'],
  ['en-GB', '999999999999999.999', '999,999,999,999,999.999'],
])('prints every digit of an exact amount (%s, %s)', (locale, amount, expected) => {
  expect(formatTokens(tokens(amount), locale)).toBe(expected)
})

it.each([
  ['999999', 'left', 'en-GB', '999K'],
  ['999999', 'left', 'fr-FR', `999${HARD}k`],
  ['1204300', 'left', 'en-GB', '1.20M'],
  ['1209999', 'left', 'en-US', '1.20M'],
  ['1200001', 'used', 'en-GB', '1.21M'],
  ['999', 'left', 'en-GB', '999'],
  ['999.9', 'left', 'en-GB', '999'],
  ['0.25', 'left', 'en-GB', '0.25'],
  ['0', 'left', 'fr-FR', '0'],
] as const)('never rounds up what is left nor down what is used (%s %s, %s)', (amount, sense, locale, expected) => {
  expect(formatTokensCompact(tokens(amount), locale, sense)).toBe(expected)
})

it.each([
  ['38217.384', '38000'],
  ['38500', '39000'],
  ['99.6', '100'],
  ['99.4', '99'],
  ['1', '1'],
  ['0.25', '0.25'],
  ['0', '0'],
  ['999999', '1000000'],
])('says of an amount that is only expected two digits: %s is %s', (amount, rough) => {
  expect(roughly(tokens(amount))).toBe(tokens(rough))
})

it('labels an axis with round amounts', () => {
  expect([0n, 500n, 200_000n, 1_500_000n].map((n) => formatTick(n * 1000n, 'en-GB'))).toEqual([
    '0',
    '500',
    '200K',
    '1.5M',
  ])
})

it.each([
  ['en-GB', '0', 'other'],
  ['en-GB', '1', 'one'],
  ['fr-FR', '0', 'one'],
  ['fr-FR', '1.5', 'one'],
  ['fr-FR', '2', 'other'],
  ['fr-FR', '1000000', 'many'],
  ['fr-CA', '2000000', 'many'],
  ['fr-FR', '1000001', 'other'],
])('knows the plural form of an amount in each language (%s, %s)', (locale, amount, form) => {
  expect(tokenForm(tokens(amount), locale)).toBe(form)
})

it.each([
  [1450n, 'EUR', 'en-GB', '€14.50'],
  [1450n, 'EUR', 'fr-FR', '14,50 €'],
  [1450n, 'USD', 'en-GB', 'US$14.50'],
  [500n, 'JPY', 'en-GB', 'JP¥500'],
  [-1450n, 'EUR', 'en-GB', '\u2212€14.50'],
  [900719925474099312n, 'EUR', 'en-GB', '€9,007,199,254,740,993.12'],
])('prints money in its own minor units, to the cent (%s %s, %s)', (cents, currency, locale, expected) => {
  expect(plain(formatMoney(cents, currency, locale))).toBe(expected)
})

it('gives the price of 1,000 tokens with four decimals', () => {
  expect(formatPricePerThousand(1450n, tokens('250000'), 'EUR', 'en-GB')).toBe('€0.0580')
  expect(plain(formatPricePerThousand(1450n, tokens('250000'), 'EUR', 'fr-FR'))).toBe('0,0580 €')
  expect(formatPricePerThousand(4900n, tokens('1000000'), 'EUR', 'en-GB')).toBe('€0.0490')
})

it.each([
  ['en-GB', 'Thursday 17 December'],
  ['en-US', 'Thursday, December 17'],
  ['fr-FR', 'jeudi 17 décembre'],
  ['fr-CA', 'jeudi 17 décembre'],
])('names a day in the words of the locale (%s)', (locale, expected) => {
  expect(plain(formatDay(at('2026-12-17T12:00:00Z'), 'Europe/Paris', locale, 'full'))).toBe(expected)
})

it('writes the first of a month as 1er in French, and only there', () => {
  const first = at('2026-12-01T12:00:00Z')
  expect(formatDay(first, 'Europe/Paris', 'fr-FR', 'month')).toBe(`1er${HARD}décembre`)
  expect(formatDay(first, 'Europe/Paris', 'fr-CA')).toBe(`1er${HARD}déc.`)
  expect(formatDay(first, 'Europe/Paris', 'en-GB', 'month')).toBe(`1${HARD}December`)
  expect(formatDay(at('2026-12-11T12:00:00Z'), 'Europe/Paris', 'fr-FR', 'month')).toBe(`11${HARD}décembre`)
})

it('counts days and hours in the zone of the account', () => {
  const evening = at('2026-11-23T23:40:00Z')
  expect(plain(formatInstant(evening, 'Europe/Paris', 'en-GB'))).toBe('24 Nov, 00:40')
  expect(plain(formatInstant(evening, 'Europe/Paris', 'fr-FR'))).toBe('24 nov., 00:40')
  expect(plain(formatTime(evening, 'America/New_York', 'en-US'))).toBe('6:40 PM')
})

it.each([
  ['2026-11-30T23:00:00Z', 'en-GB', '30 Nov, 23:59 (Paris)'],
  ['2026-11-30T23:00:00Z', 'fr-FR', '30 nov., 23:59 (Paris)'],
  ['2026-11-30T13:20:35Z', 'en-GB', '30 Nov, 14:20 (Paris)'],
  ['2026-11-30T13:20:00Z', 'en-GB', '30 Nov, 14:19 (Paris)'],
])('shows a deadline as its last minute, never as midnight (%s, %s)', (end, locale, expected) => {
  expect(plain(formatDeadline(at(end), 'Europe/Paris', locale))).toBe(expected)
})

it('names a zone by its city', () => {
  expect(['America/New_York', 'Asia/Kathmandu', 'UTC'].map(zoneCity)).toEqual(['New York', 'Kathmandu', 'UTC'])
})

it.each([
  [3n, 10n, '0.3'],
  [1n, 3n, '1/3'],
  [7n, 3n, '7/3'],
  [1n, 1_000_000_000n, '0.000000001'],
  [1n, 10_000_000_000n, '1/10000000000'],
])('prints a price exactly: %s/%s', (numerator, denominator, expected) => {
  expect(formatPrice(numerator, denominator, 'en-GB')).toBe(expected)
})

it.each([
  [412_000n, 1000n, '412'],
  [386_956n, 3000n, '128.98533…'],
  [4_000_001n, 3n, '1,333,333.66666…'],
  [299_999n, 3n, '99,999.66666…'],
])('prints a sum as a decimal and never rounds it: %s/%s', (numerator, denominator, expected) => {
  expect(formatSum(numerator, denominator, 'en-GB')).toBe(expected)
})

it('says the arithmetic of a charge in words', () => {
  const steps = [
    { quantityClass: 'input', unitsMilli: 1_240_000n, numerator: 1n, denominator: 10n },
    { quantityClass: 'output', unitsMilli: 960_000n, numerator: 3n, denominator: 10n },
  ]
  expect(formatProducts(steps, (name) => name, 'en-GB')).toBe('1,240 input × 0.1 + 960 output × 0.3')
  expect(plain(formatProducts(steps, (name) => name, 'fr-FR'))).toBe('1 240 input × 0,1 + 960 output × 0,3')
})

it('sets the spaces that French does not break', () => {
  expect(setFrenchSpaces('Retard : « oui » ; vraiment ? Oui !')).toBe(
    `Retard${HARD}: «${HARD}oui${HARD}»${THIN}; vraiment${THIN}? Oui${THIN}!`,
  )
  expect(setFrenchSpaces('dans 15 minutes ou {n, plural, other {# jours}}')).toBe(
    `dans 15${HARD}minutes ou {n, plural, other {#${HARD}jours}}`,
  )
})

it.each([
  [null, 'fr-CA,fr;q=0.9,en;q=0.8', 'fr-CA'],
  [null, 'fr', 'fr-FR'],
  [null, 'de-DE,de;q=0.9', 'en-GB'],
  [null, 'de,fr;q=0.5,en-US;q=0.7', 'en-US'],
  [null, null, 'en-GB'],
  [null, 'fr;q=0,en', 'en-GB'],
  [null, ';;q=abc,', 'en-GB'],
  ['fr', 'en-US,en', 'fr-FR'],
  ['fr', 'en-US,fr-CA;q=0.2', 'fr-CA'],
  ['en', 'fr-CA', 'en-GB'],
] as const)('writes in the language chosen, else the browser’s: %s, %s', (chosen, header, expected) => {
  expect(chooseLocale(chosen, header)).toBe(expected)
})
