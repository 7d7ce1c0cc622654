import type { Day } from '../calendar'
import type { Tokens } from '../tokens'
import type { UsageByDay, UsageSeries } from './views'

/** The palette has six pigments; all other actions share one outline. */
const SERIES_MAX = 6

/** Tokens of one action on one of the days, counted from 0. */
export interface DayUse {
  actionKey: string
  day: number
  tokens: Tokens
}

/**
 * Spreads what was used over days and actions: the six largest actions each have a series, the rest shares one. An action
 * keeps its pigment from day to day: it is the action's place in the catalogue, or among the six when there are more.
 */
export function usageByDay(days: readonly Day[], uses: readonly DayUse[], catalogue: readonly string[]): UsageByDay {
  const keys = [...new Set(uses.filter((use) => use.tokens > 0n).map((use) => use.actionKey))]
  const bySize = keys
    .map((key) =>
      seriesOf(
        key,
        days,
        uses.filter((use) => use.actionKey === key),
      ),
    )
    .sort(bySizeThenKey)
  const named = bySize.slice(0, SERIES_MAX).sort((a, b) => compareKeys(a.actionKey, b.actionKey))
  const places = catalogue.length <= SERIES_MAX ? [...catalogue].sort() : named.map((series) => series.actionKey)
  const series: UsageSeries[] = named.map((one) => ({
    ...one,
    pigment: places.indexOf(one.actionKey) + 1 || SERIES_MAX,
  }))
  const rest = bySize.slice(SERIES_MAX)
  if (rest.length > 0) {
    const restUses = uses.filter((use) => rest.some((one) => one.actionKey === use.actionKey))
    series.push({ ...seriesOf('', days, restUses), actionKey: null, pigment: null })
  }
  const tokensByDay = days.map((_, day) => total(uses.filter((use) => use.day === day)))
  return { days, series, tokensByDay, tokens: total(uses) }
}

function seriesOf(actionKey: string, days: readonly Day[], uses: readonly DayUse[]) {
  const tokensByDay = days.map((_, day) => total(uses.filter((use) => use.day === day)))
  return { actionKey, tokensByDay, tokens: total(uses) }
}

function bySizeThenKey(a: { actionKey: string; tokens: Tokens }, b: { actionKey: string; tokens: Tokens }): number {
  if (a.tokens !== b.tokens) return a.tokens > b.tokens ? -1 : 1
  return compareKeys(a.actionKey, b.actionKey)
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function total(uses: readonly DayUse[]): Tokens {
  return uses.reduce((sum, use) => sum + use.tokens, 0n)
}
