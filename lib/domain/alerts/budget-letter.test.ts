import { describe, expect, test } from 'vitest'
import { composeBudgetLetter } from './budget-letter'
import { BudgetCrossed } from './inputs'

const event = {
  quotaKey: 'budget:1',
  name: 'Monthly',
  scope: 'account',
  percent: 80,
  used: '800.5',
  cap: '1000',
  measure: 'tokens',
  unit: 'month',
  windowStartsAt: '2026-11-01T00:00:00+01:00',
  windowEndsAt: '2026-12-01T00:00:00+01:00',
}
const account = { name: 'Steady', currency: 'EUR', timeZone: 'Europe/Paris' }
const LINK = 'https://tokens.example.com/a/1/limits'

function letter(overrides: object, language: 'en' | 'fr' = 'en') {
  return composeBudgetLetter(BudgetCrossed.parse({ ...event, ...overrides }), account, language, LINK)
}
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ')

describe('the letter of a budget', () => {
  test('says which budget, how much of it, since when, when it starts anew, and where the limits are', () => {
    const { subject, text } = letter({})
    expect(subject).toBe('80% of the budget “Monthly” used: Steady')
    expect(plain(text)).toContain(
      'The account Steady has used 800.5 of 1,000 tokens in its budget “Monthly”, counted since 1 Nov, 00:00 (Paris). It starts anew on 1 Dec, 00:00 (Paris).',
    )
    expect(text).toContain(`\n\n${LINK}\n\n`)
  })

  test('says it in French', () => {
    const { subject, text } = letter({ scope: 'key' }, 'fr')
    expect(plain(subject)).toBe('80 % du budget « Monthly » utilisés : Steady')
    expect(plain(text)).toContain(
      'Le compte Steady a utilisé 800,5 sur 1 000 jetons de son budget « Monthly » (d’une clé d’API), depuis le 1er nov., 00:00 (Paris). Il repart à zéro le 1er déc., 00:00 (Paris).',
    )
  })

  test('counts money in the currency and operations as operations', () => {
    expect(letter({ measure: 'money', used: '8000.999', cap: '10000' }).text).toContain('€80.00 of €100.00 in')
    expect(letter({ measure: 'operations' }).text).toContain('800.5 of 1,000 operations in')
  })

  test('of a rolling window says over which time, and promises no beginning', () => {
    const { text } = letter({ windowEndsAt: null, unit: 'day' })
    expect(text).toContain('counted over the last day.')
    expect(text).not.toContain('anew')
  })

  test('shows names as text, never as HTML', () => {
    expect(letter({ name: '<b>' }).html).toContain('“&lt;b&gt;”')
  })
})
