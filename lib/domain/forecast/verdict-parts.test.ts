import { describe, expect, it, test } from 'vitest'
import { said } from '@/lib/testing/said-verdict'
import {
  ADDITION,
  ALONE,
  EXPIRED,
  endingIn,
  forecastOf,
  fullLimitOf,
  lapseOf,
  NOW,
  REFUSALS,
  SHORT,
  TOPPED,
} from '@/lib/testing/situations'
import { DAY, HOUR, MINUTE } from '../instants'
import type { Situation } from './verdict-model'

describe('the line beneath', () => {
  it.each<[string, Partial<Situation>, string, string]>([
    [
      'carries the next addition, and the range',
      { forecast: SHORT },
      'Next addition: 500,000 tokens on 1 January. Likely between 14 and 22 December.',
      'Prochain ajout : 500 000 jetons le 1er janvier. Sans doute entre le 14 et le 22 décembre.',
    ],
    [
      'does not say a range twice',
      { ...ALONE, forecast: endingIn(5n * DAY, 15n * DAY, 28n * DAY) },
      'No addition is scheduled.',
      'Aucun ajout n’est prévu.',
    ],
    [
      'says only the day where the range falls on one',
      { ...ALONE, forecast: endingIn(10n * DAY, 10n * DAY + HOUR, 10n * DAY + 2n * HOUR) },
      'No addition is scheduled. Likely on Friday 4 December.',
      'Aucun ajout n’est prévu. Sans doute le vendredi 4 décembre.',
    ],
    [
      'says nothing of a day whose hour is said',
      { ...ALONE, forecast: endingIn(20n * MINUTE, 42n * MINUTE, 70n * MINUTE) },
      'No addition is scheduled.',
      'Aucun ajout n’est prévu.',
    ],
    [
      'says of a range without an end how early it may be',
      { ...ALONE, forecast: endingIn(40n * DAY, null, null) },
      'No addition is scheduled. Likely not before 3 January.',
      'Aucun ajout n’est prévu. Sans doute pas avant le 3 janvier.',
    ],
    [
      'says that it rests on little',
      { ...ALONE, forecast: { ...forecastOf(), isEarly: true } },
      'No addition is scheduled. Early figure: it rests on less than 7 days of use.',
      'Aucun ajout n’est prévu. Premier aperçu : il repose sur moins de 7 jours d’utilisation.',
    ],
    [
      'says that an auto top-up is not enough',
      { ...ALONE, forecast: { ...TOPPED, depletion: endingIn(10n * DAY, 15n * DAY, null).depletion } },
      'Auto top-up is counted in; it is not enough. No other addition is scheduled.',
      'La recharge automatique est comptée ; elle ne suffit pas. Aucun autre ajout n’est prévu.',
    ],
    [
      'knows that a top-up is an addition, though not a scheduled one',
      { ...ALONE, forecast: TOPPED },
      'No other addition is scheduled.',
      'Aucun autre ajout n’est prévu.',
    ],
    [
      'says whose tokens lapse',
      { ...ALONE, forecast: forecastOf({ lapses: [lapseOf(38_217_384n)] }) },
      'They are part of Promo Oct, which has 50,000 tokens left. No addition is scheduled.',
      'Ils font partie de Promo Oct, dont il reste 50 000 jetons. Aucun ajout n’est prévu.',
    ],
    [
      'says how many were refused',
      { available: 0n, refusals: REFUSALS },
      '41 requests were refused in the last 24 hours. Next addition: 500,000 tokens on 1 January.',
      '41 requêtes ont été refusées ces dernières 24 heures. Prochain ajout : 500 000 jetons le 1er janvier.',
    ],
    [
      'says until when tokens are refused that nobody asked for yet',
      { available: 0n, nextAddition: { ...ADDITION, at: NOW + HOUR } },
      'Requests that cost tokens are refused until tokens are added. Next addition: 500,000 tokens in 60 minutes, at 14:41 (Paris).',
      'Les requêtes qui coûtent des jetons sont refusées jusqu’au prochain ajout. Prochain ajout : 500 000 jetons dans 60 minutes, à 14:41 (Paris).',
    ],
    [
      'says when the first forecast comes',
      { ...ALONE, firstUseAt: NOW - 3n * HOUR, forecast: null },
      'It takes a day of use: the first forecast comes on Wednesday 25 November at 10:41 (Paris). No addition is scheduled.',
      'Il faut un jour d’utilisation : la première prévision viendra le mercredi 25 novembre à 10:41 (Paris). Aucun ajout n’est prévu.',
    ],
    [
      'names the date of an addition however far it is',
      { nextAddition: { ...ADDITION, at: NOW + 200n * DAY } },
      'Next addition: 500,000 tokens on 12 June 2027.',
      'Prochain ajout : 500 000 jetons le 12 juin 2027.',
    ],
  ])('%s', (_, overrides, english, french) => {
    expect(said(overrides, 'en-GB').sub).toBe(english)
    expect(said(overrides, 'fr-FR').sub).toBe(french)
  })
})

test.each<[Partial<Situation>, string, string, string]>([
  [{}, 'covered', 'past 1 Jan', 'au-delà du 1er janv.'],
  [ALONE, 'covered', 'more than 3 months', 'plus de 3 mois'],
  [{ forecast: SHORT }, 'short', 'to about 17 Dec', 'jusqu’au 17 déc. environ'],
  [
    { ...ALONE, forecast: endingIn(20n * HOUR, 26n * HOUR, 40n * HOUR) },
    'short',
    'to about 25 Nov, 15:00',
    'jusqu’au 25 nov., 15:00 environ',
  ],
  [{ forecast: endingIn(5n * DAY, 15n * DAY, null) }, 'short', 'to 29 Nov, or later', 'jusqu’au 29 nov., ou plus tard'],
  [{ forecast: EXPIRED }, 'short', 'to 30 Nov', 'jusqu’au 30 nov.'],
  [{ forecast: endingIn(30n * DAY, 45n * DAY, 60n * DAY) }, 'tight', 'to about 8 Jan', 'jusqu’au 8 janv. environ'],
  [{ forecast: TOPPED }, 'top-up', 'auto top-up 29 Nov', 'recharge automatique le 29 nov.'],
  [
    { forecast: forecastOf({ lapses: [lapseOf(38_217_384n)] }) },
    'wasting',
    'some expire 30 Nov',
    'une partie expire le 30 nov.',
  ],
  [{ available: 0n }, 'out', 'out of tokens', 'plus de jetons'],
  [{ limits: [fullLimitOf()] }, 'throttled', 'limit reached', 'limite atteinte'],
  [{ firstUseAt: null, forecast: null }, 'learning', 'not used yet', 'pas encore utilisés'],
  [{ firstUseAt: NOW, forecast: null }, 'learning', 'no forecast yet', 'pas encore de prévision'],
  [{ lastUseAt: NOW - 20n * DAY, forecast: null }, 'idle', 'not in use', 'inutilisés'],
])('beside the balance a few words are enough: %#', (overrides, icon, english, french) => {
  expect(said(overrides, 'en-GB')).toMatchObject({ pill: english, icon })
  expect(said(overrides, 'fr-FR')).toMatchObject({ pill: french, icon })
})

test('narrow screens have a shorter sentence with the same date', () => {
  expect(said({ forecast: SHORT }, 'en-GB').short).toBe('Tokens run out about 17 December.')
  expect(said({ forecast: SHORT }, 'fr-FR').short).toBe('Vos jetons s’épuiseront vers le 17 décembre.')
})

test('at another pace than the account’s own no sentence speaks of the recent one', () => {
  for (const forecast of [SHORT, endingIn(2n * DAY, 20n * DAY, 60n * DAY), EXPIRED, forecastOf()]) {
    const asked = { forecast: { ...forecast, pace: 2 }, nextAddition: null }
    expect(said(asked, 'en-GB').sentence).toMatch(/^At this pace, /)
    expect(said(asked, 'fr-FR').sentence).toMatch(/^À ce rythme, /)
  }
})

test('a reached limit is named on narrow screens too, with what is used of it and when it opens', () => {
  const { sentence, short } = said({ limits: [fullLimitOf()] }, 'en-GB')
  expect(short).toBe(sentence)
})

test('what else holds is a sentence each', () => {
  const forecast = { ...SHORT, lapses: [lapseOf(40_000_000n)] }
  expect(said({ limits: [fullLimitOf()], forecast }, 'en-GB').also).toEqual([
    'At your recent pace, tokens run out about 17 December, 15 days before the next addition.',
    'About 40,000 tokens will expire unused on Monday 30 November.',
  ])
})

test('a word for each sign: calm is the rule', () => {
  const toneOf = (overrides: Partial<Situation>) => said(overrides, 'en-GB').tone
  expect(toneOf({})).toBe('neutral')
  expect(toneOf({ forecast: SHORT })).toBe('warn')
  expect(toneOf({ forecast: forecastOf({ lapses: [lapseOf(40_000_000n)] }) })).toBe('info')
  expect(toneOf({ available: 0n })).toBe('danger')
})

test('times are those of the account’s clock, and it is named', () => {
  const forecast = endingIn(20n * HOUR, 26n * HOUR, 40n * HOUR)
  expect(said({ ...ALONE, forecast, timeZone: 'Asia/Kathmandu' }, 'en-GB').sentence).toContain('at 20:00 (Kathmandu)')
  expect(said({ ...ALONE, forecast, timeZone: 'America/New_York' }, 'en-US').sentence).toContain(
    'Wednesday, November 25 at 9:00 AM (New York)',
  )
})
