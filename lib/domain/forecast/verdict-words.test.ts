import { describe, expect, it } from 'vitest'
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

describe('each verdict is a sentence in both languages', () => {
  it.each<[string, Partial<Situation>, string, string]>([
    [
      'covered until the addition',
      {},
      'Your tokens last past the next addition on 1 January.',
      'Vos jetons suffisent jusqu’au prochain ajout, le 1er janvier.',
    ],
    [
      'covered beyond 90 days',
      ALONE,
      'At your recent pace, your tokens last more than 3 months.',
      'À votre rythme récent, vos jetons suffisent pour plus de 3 mois.',
    ],
    [
      'covered without an addition',
      { ...ALONE, forecast: endingIn(35n * DAY, 45n * DAY, 80n * DAY) },
      'At your recent pace, your tokens should last until about 8 January.',
      'À votre rythme récent, vos jetons devraient durer jusqu’au 8 janvier environ.',
    ],
    [
      'covered without an addition, in a wide range',
      { ...ALONE, forecast: endingIn(35n * DAY, 45n * DAY, 200n * DAY) },
      'Your tokens could run out as early as 29 December, or last more than 3 months.',
      'Vos jetons pourraient s’épuiser dès le 29 décembre, ou durer plus de 3 mois.',
    ],
    [
      'short',
      { forecast: SHORT },
      'At your recent pace, tokens run out about 17 December, 15 days before the next addition.',
      'À votre rythme récent, vos jetons s’épuiseront vers le 17 décembre, 15 jours avant le prochain ajout.',
    ],
    [
      'short on the day of the addition',
      { nextAddition: { ...ADDITION, at: NOW + 9n * DAY }, forecast: endingIn(8n * DAY, 9n * DAY - HOUR, 10n * DAY) },
      'At your recent pace, tokens run out about Thursday 3 December, on the day of the next addition.',
      'À votre rythme récent, vos jetons s’épuiseront vers le jeudi 3 décembre, le jour du prochain ajout.',
    ],
    [
      'short within three weeks, without an addition',
      { ...ALONE, forecast: endingIn(10n * DAY, 15n * DAY, 18n * DAY) },
      'At your recent pace, tokens run out about Wednesday 9 December.',
      'À votre rythme récent, vos jetons s’épuiseront vers le mercredi 9 décembre.',
    ],
    [
      'short within two days',
      { ...ALONE, forecast: endingIn(20n * HOUR, 26n * HOUR, 40n * HOUR) },
      'At your recent pace, tokens run out about Wednesday 25 November at 15:00 (Paris).',
      'À votre rythme récent, vos jetons s’épuiseront vers le mercredi 25 novembre à 15:00 (Paris).',
    ],
    [
      'short within two hours',
      { ...ALONE, forecast: endingIn(20n * MINUTE, 42n * MINUTE, 70n * MINUTE) },
      'At your recent pace, tokens run out in about 40 minutes, at 14:20 (Paris).',
      'À votre rythme récent, vos jetons s’épuiseront dans environ 40 minutes, à 14:20 (Paris).',
    ],
    [
      'short in a wide range',
      { forecast: endingIn(5n * DAY, 15n * DAY, 28n * DAY) },
      'At your recent pace, tokens run out between 29 November and 22 December.',
      'À votre rythme récent, vos jetons s’épuiseront entre le 29 novembre et le 22 décembre.',
    ],
    [
      'short in a range whose end is not seen',
      { forecast: endingIn(5n * DAY, 15n * DAY, null) },
      'At your recent pace, tokens could run out as early as Sunday 29 November, or last more than 3 months.',
      'À votre rythme récent, vos jetons pourraient s’épuiser dès le dimanche 29 novembre, ou durer plus de 3 mois.',
    ],
    [
      'short because the last tokens expire',
      { forecast: EXPIRED },
      'At your recent pace, your last tokens expire on Monday 30 November, before they are used.',
      'À votre rythme récent, vos derniers jetons expireront le lundi 30 novembre, avant d’être utilisés.',
    ],
    [
      'tight',
      { forecast: endingIn(30n * DAY, 45n * DAY, 60n * DAY) },
      'Your tokens should last until about 8 January, but could run out as early as 24 December.',
      'Vos jetons devraient durer jusqu’au 8 janvier environ, mais pourraient s’épuiser dès le 24 décembre.',
    ],
    [
      'tight in a wide range',
      { forecast: endingIn(10n * DAY, 45n * DAY, 60n * DAY) },
      'Your tokens could run out as early as Friday 4 December, or last until about 23 January.',
      'Vos jetons pourraient s’épuiser dès le vendredi 4 décembre, ou durer jusqu’au 23 janvier environ.',
    ],
    [
      'a top-up that covers',
      { forecast: TOPPED },
      'Auto top-up will add 250,000 tokens around Sunday 29 November, for €14.50.',
      'La recharge automatique ajoutera 250 000 jetons vers le dimanche 29 novembre, pour 14,50 €.',
    ],
    [
      'wasting',
      { forecast: forecastOf({ lapses: [lapseOf(38_217_384n)] }) },
      'About 38,000 tokens will expire unused on Monday 30 November.',
      'Environ 38 000 jetons expireront sans être utilisés le lundi 30 novembre.',
    ],
    ['out', { available: 0n }, 'You are out of tokens.', 'Vous n’avez plus de jetons.'],
    [
      'out, and refusing',
      { available: 0n, refusals: REFUSALS },
      'You are out of tokens. Requests have been refused since Tuesday 24 November at 11:41 (Paris).',
      'Vous n’avez plus de jetons. Les requêtes sont refusées depuis le mardi 24 novembre à 11:41 (Paris).',
    ],
    [
      'throttled',
      { limits: [fullLimitOf()] },
      'Hourly limit reached: 10,000 of 10,000 tokens used. Requests are refused until 14:00 (Paris).',
      'Limite horaire atteinte (utilisation : 10 000 sur 10 000 jetons). Les requêtes sont refusées jusqu’à 14:00 (Paris).',
    ],
    [
      'slowed, until another day, for one key',
      {
        limits: [
          fullLimitOf(
            { policy: 'slow', measure: 'operations', unit: 'day', scope: 'key' },
            { opensAt: NOW + 20n * HOUR },
          ),
        ],
      },
      'Daily limit reached for one API key: 10,000 of 10,000 operations used. Requests are slowed until Wednesday 25 November at 09:41 (Paris).',
      'Limite quotidienne atteinte pour une clé d’API (utilisation : 10 000 sur 10 000 opérations). Les requêtes sont ralenties jusqu’au mercredi 25 novembre à 09:41 (Paris).',
    ],
    [
      'throttled by money, without an end',
      {
        limits: [
          fullLimitOf(
            { measure: 'money', unit: 'month', cap: 3_000_000n },
            { used: 3_100_000n, opensAt: null, resetsAt: null },
          ),
        ],
      },
      'Monthly limit reached: €31.00 of €30.00 used. Requests are refused.',
      'Limite mensuelle atteinte (utilisation : 31,00 € sur 30,00 €). Les requêtes sont refusées.',
    ],
    [
      'never used',
      { firstUseAt: null, lastUseAt: null, forecast: null },
      'You have 1,204,300 tokens. Make a first call to see them at work.',
      'Vous disposez de 1 204 300 jetons. Faites un premier appel pour les voir à l’œuvre.',
    ],
    [
      'learning',
      { firstUseAt: NOW - 3n * HOUR, forecast: null },
      'Not enough use yet to say when tokens run out.',
      'Pas encore assez d’utilisation pour prévoir l’épuisement.',
    ],
    [
      'idle',
      { lastUseAt: NOW - 20n * DAY, forecast: null },
      'No tokens used since 4 November 2026. Nothing is being spent.',
      'Aucun jeton utilisé depuis le 4 novembre 2026. Rien n’est débité.',
    ],
  ])('%s', (_, overrides, english, french) => {
    expect(said(overrides, 'en-GB').sentence).toBe(english)
    expect(said(overrides, 'fr-FR').sentence).toBe(french)
  })
})
