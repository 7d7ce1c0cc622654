import { createTranslator } from 'next-intl'
import { expect, it } from 'vitest'
import en from '@/messages/en.json'
import fr from '@/messages/fr.json'
import { parseInstant } from '../instants'
import type { ScheduledEvent } from './schedule-model'
import { eventAnswer, eventDetail, eventLine, eventRemark, eventTitle, type Speech } from './schedule-words'

const at = (text: string) => parseInstant(text) ?? 0n
const NOW = at('2026-11-26T20:00:00Z')

/** Spaces that keep words together count as spaces here. */
function speech(locale: 'en-GB' | 'fr-FR', zone = 'Europe/Paris'): Speech {
  const t = createTranslator({ locale, messages: locale === 'en-GB' ? en : fr })
  return { locale, zone, currency: 'EUR', now: NOW, say: (message, values) => t(message, values) }
}
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ')

function event(facts: Partial<ScheduledEvent>): ScheduledEvent {
  const nothing = { amount: null, lapses: null, costCents: null, limit: null, isExpected: false }
  return { ...nothing, id: 'x', kind: 'expiry', at: at('2026-11-30T23:00:00Z'), name: 'Promo', ...facts }
}

const limit = (facts: Partial<NonNullable<ScheduledEvent['limit']>>) =>
  ({ measure: 'tokens', unit: 'day', cap: 60_000_000n, scope: 'account', ...facts }) as const

it.each([
  [
    event({ amount: 38_200_000n }),
    'Next: 38,200 tokens expire on 30 November, 23:59 (Paris).',
    'Prochaine date : 38 200 jetons expirent le 30 novembre à 23:59 (Paris).',
  ],
  [
    event({ amount: 1000n, at: at('2027-02-01T10:00:00Z') }),
    'Next: 1 token expires on 1 February 2027, 10:59 (Paris).',
    'Prochaine date : 1 jeton expire le 1er février 2027 à 10:59 (Paris).',
  ],
  [
    event({ kind: 'renewal', name: 'Team', amount: 1_000_000_000n }),
    'Next: Team renews on 1 December, 00:00 (Paris), with 1,000,000 tokens.',
    'Prochaine date : Team se renouvelle le 1er décembre à 00:00 (Paris), avec 1 000 000 de jetons.',
  ],
  [
    event({ kind: 'money-charge', name: 'Team', costCents: 4900n }),
    'Next: €49.00 is charged for Team on 1 December, 00:00 (Paris).',
    'Prochaine date : 49,00 € sont facturés pour Team le 1er décembre à 00:00 (Paris).',
  ],
  [
    event({ kind: 'plan-end', name: 'Team' }),
    'Next: Team ends on 30 November, 23:59 (Paris).',
    'Prochaine date : Team prend fin le 30 novembre à 23:59 (Paris).',
  ],
  [
    event({ kind: 'top-up', amount: 250_000_000n, costCents: 1450n, isExpected: true }),
    'Next: an auto top-up of 250,000 tokens for €14.50 is expected about 1 December.',
    'Prochaine date : une recharge automatique de 250 000 jetons pour 14,50 € est attendue vers le 1er décembre.',
  ],
  [
    event({ kind: 'quota-reset', limit: limit({ measure: 'money', unit: 'month', cap: 8_000_000n, scope: 'key' }) }),
    'Next: the limit of €80.00 each month for one API key starts again from zero on 1 December, 00:00 (Paris).',
    'Prochaine date : la limite de 80,00 € par mois pour une clé d’API repart de zéro le 1er décembre à 00:00 (Paris).',
  ],
] as const)('answers in both languages: $kind $name', (one, english, french) => {
  expect(plain(eventAnswer(one, speech('en-GB')))).toBe(english)
  expect(plain(eventAnswer(one, speech('fr-FR')))).toBe(french)
})

it.each([
  ['Europe/Paris', '30 November, 23:59 (Paris)'],
  ['America/New_York', '30 November, 17:59 (New York)'],
  ['Asia/Kathmandu', '1 December, 04:44 (Kathmandu)'],
  ['Pacific/Chatham', '1 December, 12:44 (Chatham)'],
])('an end is said as its last minute by the clock of %s', (zone, words) => {
  expect(plain(eventAnswer(event({ amount: 1_000_000n }), speech('en-GB', zone)))).toContain(words)
})

it('says of an expiry what will truly lapse, or that all depends where nothing is known', () => {
  const detail = (facts: Partial<ScheduledEvent>) => plain(eventDetail(event(facts), speech('en-GB')))
  expect(detail({ lapses: null })).toBe('unless used by then')
  expect(detail({ lapses: 0n })).toBe('at your pace, all of it is used before')
  expect(detail({ amount: 120_482_200n, lapses: 105_072_411n })).toBe('at your pace, about 110,000 tokens lapse unused')
  expect(detail({ amount: 105_500_000n, lapses: 105_500_000n })).toContain('about 105,500 tokens lapse')
  expect(detail({ kind: 'top-up', isExpected: true })).toBe('expected at your pace, not certain')
  expect(detail({ kind: 'renewal' })).toBeUndefined()
  const remark = (facts: Partial<ScheduledEvent>) => plain(eventRemark(event(facts), speech('fr-FR')))
  expect(remark({ lapses: 1000n })).toBe('À votre rythme, environ 1 jeton sera perdu.')
  expect(remark({ kind: 'renewal' })).toBe('')
})

it('a line for calendars has title and amount, and money only where it may be told', () => {
  const line = (one: ScheduledEvent, withMoney: boolean) => plain(eventLine(one, speech('fr-FR'), withMoney))
  expect(line(event({ amount: 38_200_000n }), false)).toBe('Promo expire : 38 200 jetons')
  const topUp = event({ kind: 'top-up', name: '250k', amount: 250_000_000n, costCents: 1450n })
  expect(line(topUp, true)).toBe('Recharge automatique : 250k : 250 000 jetons, 14,50 €')
  expect(line(topUp, false)).toBe('Recharge automatique : 250k : 250 000 jetons')
  const charge = event({ kind: 'money-charge', name: 'Team', costCents: 4900n })
  expect([line(charge, true), line(charge, false)]).toEqual(['Team est facturé : 49,00 €', 'Team est facturé'])
  const reset = event({ kind: 'quota-reset', amount: 60_000_000n, limit: limit({}) })
  expect(line(reset, false)).toBe('La limite de 60 000 jetons par jour repart de zéro')
  const operations = event({ kind: 'quota-reset', limit: limit({ measure: 'operations', cap: 1000n, unit: 'week' }) })
  expect(eventTitle(operations, speech('en-GB'))).toBe('The limit of 1 operation each week starts again from zero')
})
