import { z } from 'zod'
import { type Instant, instantToIso } from '../instants'
import { InstantWire, TokensWire } from '../ledger/wire'
import { expectedTokens, type Tokens, tokensToDecimal } from '../tokens'
import type { FanPoint, Forecast, Lapse, Range } from './model'
import { mapRange } from './quantiles'
import { VerdictAnswer, verdictToWire } from './verdict-wire'
import type { VerdictWords } from './verdict-words'
import type { ForecastView } from './views'

const TokensRange = z.object({ p10: TokensWire, p50: TokensWire, p90: TokensWire })

const LapseWire = z.object({
  grant: z.uuid(),
  name: z.string(),
  at: InstantWire.meta({ description: 'When it expires.' }),
  available: TokensWire.meta({ description: 'What is in it now.' }),
  lapses: TokensRange.meta({ description: 'What of that will lapse; what rolls over does not.' }),
})

const BalancePoint = z.object({ at: InstantWire, ...TokensRange.shape, p25: TokensWire, p75: TokensWire })

const ForecastWire = z
  .object({
    madeAt: InstantWire,
    until: InstantWire.meta({ description: 'How far it looks ahead.' }),
    isEarly: z.boolean().meta({ description: 'It rests on less than 7 days of use.' }),
    usageClass: z.enum(['regular', 'bursty', 'young']),
    historyDays: z.number().int(),
    pace: z.number().meta({ description: "Factor on the account's own pace: 1 unless another was asked for." }),
    tokensPerDay: TokensWire,
    depletion: z
      .object({ p10: InstantWire.nullable(), p50: InstantWire.nullable(), p90: InstantWire.nullable() })
      .meta({
        description: 'When a request first finds no tokens, with its 80% range; null lies beyond `until`.',
      }),
    runOutProbability: z.number().min(0).max(1).meta({
      description: 'Of running out before the next addition, or before `until` when none is scheduled.',
    }),
    cumulative: z
      .array(z.object({ days: z.number().int(), ...TokensRange.shape }))
      .meta({ description: 'What will be used by then, if tokens last.' }),
    lapses: z.array(LapseWire).meta({ description: 'What will probably lapse unused.' }),
    topUps: z.array(
      z.object({
        at: InstantWire,
        tokens: TokensWire,
        cost: z.string().regex(/^\d+$/),
        probability: z.number().min(0).max(1),
      }),
    ),
    balance: z.array(BalancePoint).meta({
      description: 'What will be available. Two points of one instant are before and after what happens then.',
    }),
  })
  .meta({ id: 'DepletionForecast' })

export const ForecastAnswer = z
  .object({
    account: z.uuid(),
    verdict: VerdictAnswer,
    forecast: ForecastWire.nullable().meta({
      description: 'Null before a day of use, and when nothing was used for two weeks.',
    }),
    record: z
      .object({ held: z.number().int(), days: z.number().int(), aim: z.number().int(), errorPercent: z.number().int() })
      .nullable()
      .meta({
        description:
          "The account's own record: of so many days' ranges so many held, `aim` is how many should; on half of the days the middle was nearer than `errorPercent` to what was used. Null before a week of it.",
      }),
  })
  .meta({ id: 'Forecast' })

export type ForecastAnswerWire = z.output<typeof ForecastAnswer>

/** The answer to reading a forecast; the words are those of the home page in the same language. */
export function forecastToWire(view: ForecastView, words: Pick<VerdictWords, 'sentence' | 'sub'>): ForecastAnswerWire {
  const { accountId, verdict, forecast, record } = view
  return {
    account: accountId,
    verdict: verdictToWire(verdict, words),
    forecast: forecast && bodyToWire(forecast),
    record: record && { ...record },
  }
}

function bodyToWire(forecast: Forecast): NonNullable<ForecastAnswerWire['forecast']> {
  const { isEarly, usageClass, historyDays, pace, runOutProbability } = forecast
  return {
    madeAt: instantToIso(forecast.madeAt),
    until: instantToIso(forecast.until),
    isEarly,
    usageClass,
    historyDays,
    pace,
    tokensPerDay: tokensToDecimal(forecast.tokensPerDay),
    depletion: mapRange(forecast.depletion, iso),
    runOutProbability,
    cumulative: forecast.cumulative.map(({ days, ...range }) => ({ days, ...decimals(range) })),
    lapses: forecast.lapses.map(lapseToWire),
    topUps: forecast.topUps.map(({ at, amount, costCents, probability }) => ({
      at: instantToIso(at),
      tokens: tokensToDecimal(amount),
      cost: costCents.toString(),
      probability,
    })),
    balance: forecast.fan.map(pointToWire),
  }
}

function lapseToWire({ grantId, name, at, available, lapsed }: Lapse) {
  return {
    grant: grantId,
    name,
    at: instantToIso(at),
    available: tokensToDecimal(available),
    lapses: decimals(lapsed),
  }
}

function pointToWire({ at, p25, p75, ...range }: FanPoint) {
  const decimal = (plot: number) => tokensToDecimal(expectedTokens(plot))
  return { at: instantToIso(at), ...mapRange(range, decimal), p25: decimal(p25), p75: decimal(p75) }
}

function decimals(range: Range<Tokens>): Range<string> {
  return mapRange(range, tokensToDecimal)
}

function iso(at: Instant | null): string | null {
  return at === null ? null : instantToIso(at)
}
