import { coverageOf, geometricOverSets, groupsOf, type Method, overSets, ratiosOf, type Verdict } from './judge'
import type { Scale } from './scores'
import { MODEL_CLIENTS } from './series'

/** A figure that is to be reached, on these verdicts and this scale, against this run-rate. */
export interface Target {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly of: (verdicts: readonly Verdict[], scale: Scale, to: Method) => number
}

const ratios = (verdicts: readonly Verdict[], scale: Scale, to: Method) => ratiosOf(verdicts, scale, 'engine', to)

/** At most so much of the run-rate's. */
function atMost(name: string, high: number, of: Target['of']): Target {
  return { name, low: 0, high, of }
}

/** The error of the middle, of some of the cases. */
function medianError(name: string, high: number, isOne: (verdict: Verdict) => boolean): Target {
  return atMost(name, high, (all, scale, to) => ratios(all.filter(isOne), scale, to).medianError)
}

/** The lowest or highest coverage of groups of this kind that have enough cases to tell. */
function extremeCoverage(name: string, kinds: readonly string[], extreme: (...values: number[]) => number): Target {
  const of = (verdicts: readonly Verdict[]) => {
    const groups = [...groupsOf(verdicts)].filter(([group]) => kinds.some((kind) => group.startsWith(kind)))
    return extreme(...groups.filter(([, some]) => some.length >= 100).map(([, some]) => coverageOf(some, 'engine')))
  }
  return { name, low: 0.7, high: 0.92, of }
}

export const TARGETS: readonly Target[] = [
  atMost('interval score, all cases', 0.6, (all, scale, to) => ratios(all, scale, to).interval),
  atMost('interval score, geometric mean over sets', 0.63, (all, scale, to) =>
    geometricOverSets(all, (set) => ratios(set, scale, to).interval),
  ),
  medianError('median error, all cases', 0.75, () => true),
  medianError('median error, clients of language models', 0.7, (verdict) => verdict.case.set.startsWith(MODEL_CLIENTS)),
  medianError('median error, grants that expire and reset', 0.6, (verdict) => verdict.case.scenario !== 'plain'),
  atMost('mean error, worst set', 1.15, (all, scale, to) =>
    Math.max(...overSets(all, (set) => ratios(set, scale, to).meanError)),
  ),
  { name: '80 % band, all cases', low: 0.75, high: 0.88, of: (all) => coverageOf(all, 'engine') },
  extremeCoverage('80 % band, lowest of a set', ['set'], Math.min),
  extremeCoverage('80 % band, highest of a set', ['set'], Math.max),
  extremeCoverage('80 % band, lowest of a class', ['class', 'history'], Math.min),
  extremeCoverage('80 % band, highest of a class', ['class', 'history'], Math.max),
]
