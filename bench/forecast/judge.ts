import type { Range, UsageClass } from '@/lib/domain/forecast/model'
import { foresee } from './answer'
import type { Case } from './cases'
import { fixedBand, plainRunRate, pointAt, runRate, truthOf } from './methods'
import { censored, geometricMean, grouped, holds, mean, middle, type Scale, type Score, scoreOf } from './scores'

export const METHODS = ['engine', 'run-rate', 'plain run-rate', 'fixed band'] as const
export type Method = (typeof METHODS)[number]

export interface Verdict {
  readonly case: Case
  readonly usageClass: UsageClass
  readonly scores: Readonly<Record<Method, Readonly<Record<Scale, Score>>>>
  readonly held: Readonly<Record<Method, boolean>>
  /** Processor time of the engine's answer: what others do on the machine does not count. */
  readonly millis: number
}

/** What all methods say of the case, held against what came; null where nothing came within what is known, and nobody said it would. */
export function judge(one: Case): Verdict | null {
  const before = process.cpuUsage()
  const { depletion, usageClass } = foresee(one.request)
  const { user, system } = process.cpuUsage(before)
  const pace = runRate(one)
  const said: Record<Method, Range<number>> = {
    engine: depletion,
    'run-rate': pointAt(pace),
    'plain run-rate': pointAt(plainRunRate(one)),
    'fixed band': fixedBand(pace),
  }
  const came = Math.min(truthOf(one), one.limitDays)
  const isQuiet = [came, depletion.p10, pace].every((days) => days >= one.limitDays)
  if (isQuiet) return null
  const judged = Object.entries(said).map(([method, range]) => {
    const cut = censored(range, one.limitDays)
    const scores = { days: scoreOf(cut, came, 'days'), log: scoreOf(cut, came, 'log') }
    return [method, { scores, held: holds(cut, came) }] as const
  })
  return {
    case: one,
    usageClass,
    scores: Object.fromEntries(judged.map(([method, { scores }]) => [method, scores])) as Verdict['scores'],
    held: Object.fromEntries(judged.map(([method, { held }]) => [method, held])) as Verdict['held'],
    millis: (user + system) / 1000,
  }
}

/** Ratios of a method to another over these verdicts: 1 is as good as that one. */
export interface Ratios {
  readonly interval: number
  readonly medianError: number
  readonly meanError: number
}

export function ratiosOf(verdicts: readonly Verdict[], scale: Scale, method: Method, to: Method): Ratios {
  const of = (who: Method, what: keyof Score) => verdicts.map(({ scores }) => scores[who][scale][what])
  return {
    interval: mean(of(method, 'interval')) / mean(of(to, 'interval')),
    medianError: middle(of(method, 'error')) / middle(of(to, 'error')),
    meanError: mean(of(method, 'error')) / mean(of(to, 'error')),
  }
}

export function coverageOf(verdicts: readonly Verdict[], method: Method): number {
  return mean(verdicts.map(({ held }) => (held[method] ? 1 : 0)))
}

/** The verdicts by set, by class of use and by length of history. */
export function groupsOf(verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> {
  return new Map([
    ...grouped(verdicts, (verdict) => `set ${verdict.case.set}`),
    ...grouped(verdicts, (verdict) => `class ${verdict.usageClass}`),
    ...grouped(verdicts, (verdict) => `history ${historyOf(verdict.case.historyDays)}`),
    ...grouped(verdicts, (verdict) => `scenario ${verdict.case.scenario}`),
  ])
}

function historyOf(days: number): string {
  return days < 7 ? '2 to 6 days' : days < 14 ? '7 to 13 days' : days < 28 ? '14 to 27 days' : '28 days and more'
}

export function overSets(verdicts: readonly Verdict[], of: (set: readonly Verdict[]) => number): number[] {
  return [...grouped(verdicts, (verdict) => verdict.case.set).values()].map(of)
}

export function geometricOverSets(verdicts: readonly Verdict[], of: (set: readonly Verdict[]) => number): number {
  return geometricMean(overSets(verdicts, of))
}
