import { Chance } from '@/lib/domain/forecast/chance'
import { DAY, type Instant, instantFromMillis, instantToMillis } from '@/lib/domain/instants'
import type { ForecastRequest } from './request'
import { grouped } from './scores'
import type { Series } from './series'

export const SCENARIOS = ['plain', 'packs', 'reset'] as const
export type Scenario = (typeof SCENARIOS)[number]

/** A question at a moment of a series' past, and what came afterwards. */
export interface Case {
  readonly set: string
  readonly scenario: Scenario
  readonly request: ForecastRequest
  readonly future: readonly number[]
  /** How far the future is known, in days: nothing later is judged. */
  readonly limitDays: number
  readonly historyDays: number
}

const NOW: Instant = instantFromMillis(Date.UTC(2026, 0, 5))
const HORIZON_DAYS = 60
const HISTORY_DAYS_MAX = 112
const LONG_DAYS = 30
/** Balances last, at the pace known at the time, between these many days. */
const LAST_DAYS_MIN = 0.7
const LAST_DAYS_MAX = 45

/** Origins of a series, so that sets weigh alike. */
const ORIGINS_OF_SET = 70

/** Rolling origins of all series with drawn balances, packs and allowances. What is drawn rests on what was known at the time alone. */
export function drawCases(series: readonly Series[], seed: number): Case[] {
  const sizes = grouped(series, ({ set }) => set)
  return series.flatMap((one) => {
    const chance = new Chance(`${seed} ${one.set} ${one.id}`)
    const origins = Math.ceil(ORIGINS_OF_SET / (sizes.get(one.set)?.length ?? 1))
    return Array.from({ length: origins }, () => casesAt(one, chance)).flat()
  })
}

function casesAt({ set, stepSeconds, values }: Series, chance: Chance): Case[] {
  const perDay = 86400 / stepSeconds
  const days = Math.floor(values.length / perDay)
  const isLong = days > LONG_DAYS
  const end = Math.floor((2 + chance.next() * (days - (isLong ? 8 : 2.5) - 2)) * perDay)
  const shortened = isLong && chance.next() < 1 / 3 ? (2 + Math.floor(chance.next() * 12)) * perDay : end
  const usage = values.slice(Math.max(0, end - Math.min(shortened, HISTORY_DAYS_MAX * perDay)), end)
  const future = values.slice(end, end + HORIZON_DAYS * perDay)
  const limitDays = future.length / perDay
  const pace = paceOf(usage, perDay)
  if (pace === 0) return []
  const scenarios: readonly Scenario[] = ['plain', 'plain', 'packs', 'reset']
  return scenarios.map((scenario) => {
    const longest = Math.log(Math.min(LAST_DAYS_MAX, limitDays * 1.1) / LAST_DAYS_MIN)
    const lasts = LAST_DAYS_MIN * Math.exp(chance.next() * longest)
    const tokens = tokensOf(scenario, { chance, pace, lasts, isLong })
    const request = { id: 'case', asOf: NOW, stepSeconds, usage, horizonDays: HORIZON_DAYS, ...tokens }
    const historyDays = usage.length / perDay
    return { set, scenario, request: { ...request, cumulativeAtDays: [] }, future, limitDays, historyDays }
  })
}

/** Tokens a day over the last two weeks, or over all where these had none. */
function paceOf(usage: readonly number[], perDay: number): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return (mean(usage.slice(-14 * perDay)) || mean(usage)) * perDay
}

interface Drawn {
  readonly chance: Chance
  /** Tokens a day. */
  readonly pace: number
  /** For how many days the balance lasts at that pace. */
  readonly lasts: number
  readonly isLong: boolean
}

type TokensOfCase = Pick<ForecastRequest, 'balance' | 'grants' | 'events'>

function tokensOf(scenario: Scenario, drawn: Drawn): TokensOfCase {
  if (scenario === 'packs') return packs(drawn)
  if (scenario === 'reset') return allowance(drawn)
  return { balance: drawn.pace * drawn.lasts, grants: [], events: [] }
}

/** Two or three packs, most of them with an expiry near the time that they last, and perhaps one on its way. */
function packs({ chance, pace, lasts }: Drawn): TokensOfCase {
  const [balance, count] = [pace * lasts, 2 + Math.floor(chance.next() * 2)]
  const grants = Array.from({ length: count }, (_, i) => ({
    remaining: (balance / count) * (0.5 + chance.next()),
    expiresAt: i === count - 1 && chance.next() < 0.7 ? null : inDays(lasts * (0.3 + 1.2 * chance.next())),
  }))
  const at = lasts * (0.2 + 0.8 * chance.next())
  const expiresAt = chance.next() < 0.5 ? null : inDays(at + lasts * chance.next() + 0.5)
  const coming = { at: inDays(at), type: 'grant' as const, amount: balance * (0.3 + 0.5 * chance.next()), expiresAt }
  return { grants, events: chance.next() < 0.5 ? [coming] : [] }
}

/** An allowance that is somewhere in its period and comes back at each reset, and perhaps a few tokens beside it. */
function allowance({ chance, pace, isLong }: Drawn): TokensOfCase {
  const period = isLong ? (chance.next() < 0.5 ? 7 : 30) : 3 + Math.floor(chance.next() * 4)
  const first = period * (0.1 + 0.9 * chance.next())
  const amount = pace * period * (0.7 + 0.9 * chance.next())
  const remaining = amount * Math.min(1, (first / period) * (0.6 + 0.9 * chance.next()))
  const aside = { remaining: pace * 3 * chance.next(), expiresAt: null }
  const resets = Array.from({ length: Math.ceil((HORIZON_DAYS - first) / period) }, (_, i) => first + i * period)
  return {
    grants: [{ remaining, expiresAt: null, allowance: true }, ...(chance.next() < 0.4 ? [aside] : [])],
    events: resets.map((at) => ({ at: inDays(at), type: 'reset' as const, amount, expiresAt: null })),
  }
}

function inDays(days: number): Instant {
  return NOW + instantFromMillis(days * instantToMillis(DAY))
}
