import { expect, it } from 'vitest'
import { endingIn, fullLimitOf, lapseOf, NOW, situationOf, topUpOf } from '@/lib/testing/situations'
import { translatorOf } from '@/lib/web/catalogues'
import type { FormatLocale } from '../format/locales'
import { DAY, HOUR } from '../instants'
import { verdict } from './verdict'
import type { Situation } from './verdict-model'
import { VerdictAnswer, verdictToWire } from './verdict-wire'
import { verdictWords } from './verdict-words'

const GRANT = '0199f0a0-0000-7000-8000-000000000001'

function wire(overrides: Partial<Situation>, locale: FormatLocale = 'en-GB') {
  const judged = verdict(situationOf(overrides))
  return verdictToWire(judged, verdictWords(judged, locale, translatorOf(locale)))
}

it('is the verdict in full: instants in UTC, tokens as decimal strings, what is not seen as null', () => {
  const forecast = {
    ...endingIn(20n * DAY, 23n * DAY, null),
    lapses: [lapseOf(38_217_384n, { grantId: GRANT })],
    topUps: [topUpOf()],
  }
  const refusals = { since: NOW - HOUR, last: NOW, count: 41n }
  const answer = wire({ forecast, limits: [fullLimitOf()], refusals })
  expect(answer).toEqual({
    kind: 'throttled',
    also: ['short', 'wasting'],
    sentence: 'Hourly limit reached: 10,000 of 10,000 tokens used. Requests are refused until 14:00 (Paris).',
    more: 'Your balance is not affected. Next addition: 500,000 tokens on 1\u00A0January.',
    at: '2026-11-24T12:41:00Z',
    timeZone: 'Europe/Paris',
    currency: 'EUR',
    available: '1204300',
    depletion: { p10: '2026-12-14T12:41:00Z', p50: '2026-12-17T12:41:00Z', p90: null },
    cause: 'used',
    isWide: true,
    isEarly: false,
    nextAddition: { at: '2026-12-31T23:00:00Z', tokens: '500000', name: 'Team' },
    horizon: '2026-12-31T23:00:00Z',
    topUp: { at: '2026-11-29T12:41:00Z', tokens: '250000', cost: '1450', probability: 0.9 },
    wasting: {
      grant: GRANT,
      name: 'Promo Oct',
      at: '2026-11-30T23:00:00Z',
      available: '50000',
      lapses: '38217.384',
    },
    limit: {
      name: 'hour',
      scope: 'account',
      measure: 'tokens',
      cap: '10000',
      used: '10000',
      slows: false,
      opensAt: '2026-11-24T13:00:00Z',
    },
    refusals: { since: '2026-11-24T11:41:00Z', last: '2026-11-24T12:41:00Z', count: '41' },
    learnedAt: null,
    idleSince: null,
  })
  expect(VerdictAnswer.parse(answer)).toEqual(answer)
})

it('says null for all that does not apply', () => {
  const nothing = { depletion: null, nextAddition: null, topUp: null, wasting: null, limit: null, refusals: null }
  const never = { firstUseAt: null, lastUseAt: null, forecast: null, nextAddition: null }
  const answer = wire(never)
  expect(answer).toMatchObject({ kind: 'learning', also: [], learnedAt: null, idleSince: null, ...nothing })
  expect(VerdictAnswer.parse(answer)).toEqual(answer)
  expect(wire({ ...never, firstUseAt: NOW - HOUR }).learnedAt).toBe('2026-11-25T11:41:00Z')
  expect(wire({ lastUseAt: NOW - 20n * DAY, forecast: null }).idleSince).toBe('2026-11-04T12:41:00Z')
})

it('speaks the language that was asked for, in the same words as the page', () => {
  expect(wire({}, 'fr-CA').sentence).toBe('Vos jetons suffisent jusqu’au prochain ajout, le 1er\u00A0janvier.')
})
