import 'server-only'
import { z } from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { ForecastAnswer, type ForecastAnswerWire } from '@/lib/domain/forecast/forecast-wire'
import { balanceExample } from './openapi-examples'
import { ANY_READ, accountQuery, answer, problems } from './openapi-parts'

const GRANT = '0192f1a4-7a35-7d02-8e0a-4a4f5d0f9b77'
const DEPLETION = { p10: '2026-12-14T05:20:00Z', p50: '2026-12-17T10:05:00Z', p90: '2026-12-22T16:40:00Z' }
const ADDITION = { at: '2026-12-31T23:00:00Z', tokens: '500000', name: 'Team plan' }

const forecastExample: ForecastAnswerWire = {
  account: balanceExample.account,
  verdict: {
    kind: 'short',
    also: [],
    sentence: 'At your recent pace, tokens run out about Thursday 17 December.',
    more: '15 days before the next addition on Friday 1 January. Likely between 14 and 22 December.',
    at: '2026-11-24T09:30:01.000214Z',
    timeZone: 'Europe/Paris',
    currency: 'EUR',
    available: '1204300',
    depletion: DEPLETION,
    cause: 'used',
    isWide: false,
    isEarly: false,
    nextAddition: ADDITION,
    horizon: ADDITION.at,
    topUp: null,
    wasting: null,
    limit: null,
    refusals: null,
    learnedAt: null,
    idleSince: null,
  },
  forecast: {
    madeAt: '2026-11-24T09:30:01.000214Z',
    until: '2027-02-24T09:30:01.000214Z',
    isEarly: false,
    usageClass: 'regular',
    historyDays: 112,
    pace: 1,
    tokensPerDay: '51200',
    depletion: DEPLETION,
    runOutProbability: 0.995,
    cumulative: [{ days: 7, p10: '310400', p50: '358600', p90: '402100' }],
    lapses: [
      {
        grant: GRANT,
        name: 'Promo Oct',
        at: '2026-11-30T23:00:00Z',
        available: '38200',
        lapses: { p10: '0', p50: '0', p90: '4100' },
      },
    ],
    topUps: [],
    balance: [
      {
        at: '2026-11-24T09:30:01.000214Z',
        p10: '1204300',
        p25: '1204300',
        p50: '1204300',
        p75: '1204300',
        p90: '1204300',
      },
      {
        at: '2026-11-25T09:30:01.000214Z',
        p10: '1148900',
        p25: '1151200',
        p50: '1153100',
        p75: '1155700',
        p90: '1160200',
      },
    ],
  },
  record: { held: 26, days: 30, aim: 24, errorPercent: 11 },
}

export const getForecast: ZodOpenApiOperationObject = {
  operationId: 'getForecast',
  tags: ['Balance'],
  summary: 'Read the forecast',
  description:
    "When the tokens end, with its 80% range, and whether that matters: what the account's home page says. Days like the past ones are drawn two hundred times and walked through the ledger's own rules, so expiries, renewals, roll-overs and auto top-up are in it. Each forecast is kept and judged later; `record` says how this account's came out. `Accept-Language` (en, fr) chooses the language of the sentence. Needs the scope `balance:read`.",
  requestParams: {
    query: accountQuery.extend({
      pace: z.string().optional().meta({
        description: 'What if use were so many times the past one: 0.25 to 4, such as 2.',
        example: '2',
      }),
    }),
  },
  responses: {
    '200': answer('Verdict and forecast.', ForecastAnswer, forecastExample),
    ...problems([...ANY_READ, 'not-found', 'invalid-input']),
  },
}
