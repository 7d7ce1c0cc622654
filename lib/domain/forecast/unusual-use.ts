import { HOUR, type Instant } from '../instants'
import { type Tokens, tokensToPlot } from '../tokens'

/** Hours of a series before the one that is looked at: ten days. */
export const HOURS_BEFORE = 240
/** With less than a week before it, an hour is like no other. */
const HOURS_MIN = 168
/** Use on few hours has no usual: whatever comes would be unusual. */
const HOURS_USED_MIN = 48
const HOURS_A_DAY = 24
/** How far from the usual, in standard deviations of what ten days were away from it. */
const DEVIATION_MIN = 4
/** And how many times the usual. */
const TIMES_USUAL_MIN = 3n

/** An hour's use unlike that of the days before. */
export interface UnusualHour {
  readonly used: Tokens
  /** The mean of the same hour of the day in the days before. */
  readonly usual: Tokens
  /** Distance from the usual, in standard deviations. */
  readonly deviation: number
}

/** What was used in an hour, by series: an action's key, or '' for all use of the account. */
export interface SeriesHour {
  readonly series: string
  readonly hourAt: Instant
  readonly tokens: Tokens
}

export interface UnusualSeriesHour extends UnusualHour {
  readonly series: string
  readonly at: Instant
}

/**
 * Whether so much in one hour is unlike what went `before` it: hours from the first use on, oldest first, at most ten days of them count.
 * Unusual is more than three times what this hour of the day had on average, and more than four standard deviations above it. Null when
 * it is not, or when there is too little before it to tell.
 *
 * Half of what it says is nothing: good enough for a polite note, never for stopping anybody. Figures and how they were come by:
 * docs/decisions/0014-unusual-use.md.
 */
export function unusualHour(before: readonly Tokens[], used: Tokens): UnusualHour | null {
  const hours = before.slice(-HOURS_BEFORE)
  if (hours.length < HOURS_MIN || hours.filter((tokens) => tokens > 0n).length < HOURS_USED_MIN) return null
  const usual = usualByHour(hours)
  // The hour that comes next is the same hour of the day as the one 24 hours ago.
  const own = usual[hours.length % HOURS_A_DAY] ?? 0n
  if (used <= TIMES_USUAL_MIN * own) return null
  const away = hours.map((tokens, i) => tokensToPlot(tokens - (usual[i % HOURS_A_DAY] ?? 0n)))
  const spread = Math.sqrt(away.reduce((sum, distance) => sum + distance ** 2, 0) / away.length)
  // Without any spread each hour of the day was the same every day: any more is as far away as can be said.
  const deviation = Math.min(tokensToPlot(used - own) / spread, 1e6)
  return deviation > DEVIATION_MIN ? { used, usual: own, deviation } : null
}

/** The mean of each hour of the day, that of the first hour first. */
function usualByHour(hours: readonly Tokens[]): Tokens[] {
  return Array.from({ length: HOURS_A_DAY }, (_, hour) => {
    const same = hours.filter((_tokens, i) => i % HOURS_A_DAY === hour)
    return same.reduce((sum, tokens) => sum + tokens, 0n) / BigInt(same.length)
  })
}

/**
 * The unusual hours of an account between two full hours, by its use per action and hour before `until`; for the account as a whole
 * (series '') and for each action.
 */
export function unusualHours(uses: readonly SeriesHour[], from: Instant, until: Instant): UnusualSeriesHour[] {
  const names = ['', ...new Set(uses.map(({ series }) => series))]
  return names.flatMap((series) => unusualInSeries(series, uses, from, until))
}

function unusualInSeries(
  series: string,
  uses: readonly SeriesHour[],
  from: Instant,
  until: Instant,
): UnusualSeriesHour[] {
  const used = new Map<Instant, Tokens>()
  for (const use of uses) {
    if (series === '' || use.series === series) used.set(use.hourAt, (used.get(use.hourAt) ?? 0n) + use.tokens)
  }
  const firstAt = [...used.keys()].reduce((first, at) => (at < first ? at : first), until)
  const hours: Tokens[] = []
  const found: UnusualSeriesHour[] = []
  for (let at = firstAt; at < until; at += HOUR) {
    const tokens = used.get(at) ?? 0n
    const unusual = at >= from ? unusualHour(hours, tokens) : null
    if (unusual !== null) found.push({ series, at, ...unusual })
    hours.push(tokens)
  }
  return found
}
