// npx tsx bench/unusual-use.ts: how much of what the detector of unusual use says is right, and how much it misses, on labelled series.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { inProject } from '@/lib/boot/paths.mjs'
import { unusualHour } from '@/lib/domain/forecast/unusual-use'
import { DAY, HOUR, type Instant, parseInstant } from '@/lib/domain/instants'
import { type Tokens, tokensToPlot } from '@/lib/domain/tokens'
import { aligned } from './report'

const { values: asked } = parseArgs({
  options: { data: { type: 'string', default: inProject('../shared/data/forecast') } },
})
const LABELLED = ['nab_tweets.csv', 'nyc_taxi.csv']
const CLIENTS = ['servegen_large.csv', 'servegen_mid.csv', 'servegen_small.csv']
const WEEK_OF_HOURS = 168

interface Series {
  id: string
  startsAt: Instant
  values: Tokens[]
}

/** Whether an hour is unusual after those before it. */
type Detector = (before: readonly Tokens[], used: Tokens) => boolean

const DETECTORS: Record<string, Detector> = {
  'ours: 4 SD and 3 times its hour': (before, used) => unusualHour(before, used) !== null,
  '8 SD of all hours of ten days': (before, used) => isFar(before, used, 8),
  '4 SD of all hours of ten days': (before, used) => isFar(before, used, 4),
}

function isFar(before: readonly Tokens[], used: Tokens, deviations: number): boolean {
  const hours = before.slice(-240).map(tokensToPlot)
  if (hours.length < WEEK_OF_HOURS) return false
  const mean = hours.reduce((sum, value) => sum + value, 0) / hours.length
  const spread = Math.sqrt(hours.reduce((sum, value) => sum + (value - mean) ** 2, 0) / hours.length)
  return tokensToPlot(used) - mean > deviations * spread
}

function read(file: string): Series[] {
  const lines = readFileSync(path.join(asked.data, file), 'utf8').trim().split('\n')
  return lines.flatMap((line) => {
    const [id = '', , start = '', values = ''] = line.split(',')
    const startsAt = parseInstant(start.replace(/Z$/, ':00Z'))
    return startsAt === null ? [] : [{ id, startsAt, values: values.split(' ').map((value) => thousandths(value)) }]
  })
}

function thousandths(value: string): Tokens {
  return BigInt(Math.round(Number(value) * 1000))
}

/** The hours that are told: one a day of UTC at most, as for an account of that zone. */
function toldHours({ startsAt, values }: Series, isUnusual: Detector): Instant[] {
  const told = new Map<Instant, Instant>()
  const first = values.findIndex((value) => value > 0n)
  values.forEach((value, i) => {
    const at = startsAt + BigInt(i) * HOUR
    if (told.has(at / DAY)) return
    if (isUnusual(values.slice(Math.max(first, i - 240), i), value)) told.set(at / DAY, at)
  })
  return [...told.values()]
}

interface Score {
  told: number
  right: number
  windows: number
  found: number
}

/** An hour is right when it overlaps a labelled window; a window is found when any is. Windows before there is a week to compare with do not count. */
function score(series: Series, windows: readonly [Instant, Instant][], isUnusual: Detector): Score {
  const told = toldHours(series, isUnusual)
  const lies = (at: Instant, [from, to]: [Instant, Instant]) => at + HOUR > from && at <= to
  const judged = windows.filter(([, to]) => to > series.startsAt + BigInt(WEEK_OF_HOURS) * HOUR)
  return {
    told: told.length,
    right: told.filter((at) => windows.some((window) => lies(at, window))).length,
    windows: judged.length,
    found: judged.filter((window) => told.some((at) => lies(at, window))).length,
  }
}

function readWindows(): Map<string, [Instant, Instant][]> {
  const text = readFileSync(path.join(asked.data, 'anomaly_windows.json'), 'utf8')
  const instant = (label: string) => parseInstant(`${label.replace(' ', 'T')}Z`) ?? 0n
  const pairs = Object.entries(JSON.parse(text) as Record<string, [string, string][]>)
  return new Map(pairs.map(([id, windows]) => [id, windows.map(([from, to]) => [instant(from), instant(to)])]))
}

const ratio = (part: number, all: number) => (all === 0 ? '-' : (part / all).toFixed(2))
const windows = readWindows()
const labelled = LABELLED.flatMap(read)
const clients = CLIENTS.flatMap(read)
const rows = Object.entries(DETECTORS).map(([name, isUnusual]) => {
  const scores = labelled.map((series) => score(series, windowsOf(series), isUnusual))
  const sum = (what: keyof Score) => scores.reduce((total, one) => total + one[what], 0)
  const days = clients.reduce((total, { values }) => total + (values.length - WEEK_OF_HOURS) / 24, 0)
  const alerts = clients.reduce((total, series) => total + toldHours(series, isUnusual).length, 0)
  return [
    name,
    ratio(sum('right'), sum('told')),
    ratio(sum('found'), sum('windows')),
    `${sum('right')}/${sum('told')}`,
    `${sum('found')}/${sum('windows')}`,
    ratio(alerts * 30, days),
  ]
})
const head = ['by windows', 'precision', 'recall', 'hours right', 'windows found', 'a month and client']
process.stdout.write(`${aligned([head, ...rows])}\n`)

/** The taxi series has a name of its own among the labels. */
function windowsOf({ id }: Series): readonly [Instant, Instant][] {
  return windows.get(id) ?? windows.get('taxi') ?? []
}
