import { quantile } from '../measure'
import { coverageOf, groupsOf, METHODS, ratiosOf, type Verdict } from './judge'
import { middle, type Scale } from './scores'
import { TARGETS } from './targets'

const SCALE_NAMES: readonly (readonly [Scale, string])[] = [
  ['days', 'days'],
  ['log', 'log days'],
]

/** The targets with what was reached: the middle of the seeds, and the worst and best of them. */
export function targetRows(seeds: readonly (readonly Verdict[])[]): string[][] {
  const head = ['', 'target', 'days', 'log days', 'plain run-rate, days', 'reached']
  const rows = TARGETS.map(({ name, low, high, of }) => {
    const over = (scale: Scale, to: 'run-rate' | 'plain run-rate') => seeds.map((verdicts) => of(verdicts, scale, to))
    const columns = [over('days', 'run-rate'), over('log', 'run-rate'), over('days', 'plain run-rate')]
    const reached = columns.map((values) => middle(values) >= low && middle(values) <= high)
    const names = ['days', 'log days', 'plain'].filter((_, i) => reached[i])
    const told = names.length === 3 ? 'yes' : names.length === 0 ? 'no' : `by ${names.join(', ')}`
    return [name, low > 0 ? `${low}-${high}` : `${high}`, ...columns.map(told3), told]
  })
  return [head, ...rows]
}

function told3(values: readonly number[]): string {
  const text = (value: number) => value.toFixed(2)
  return `${text(middle(values))} (${text(Math.min(...values))}-${text(Math.max(...values))})`
}

/** Group by group, what the engine does against the run-rate, and how much its band holds. */
export function groupRows(verdicts: readonly Verdict[]): string[][] {
  const measures = SCALE_NAMES.flatMap(([, name]) => [`interval, ${name}`, `median, ${name}`, `mean, ${name}`])
  const rows = [['all', verdicts] as const, ...groupsOf(verdicts)].map(([group, some]) => [
    group,
    `${some.length}`,
    ...SCALE_NAMES.flatMap(([scale]) => {
      const { interval, medianError, meanError } = ratiosOf(some, scale, 'engine', 'run-rate')
      return [interval, medianError, meanError].map((ratio) => ratio.toFixed(2))
    }),
    coverageOf(some, 'engine').toFixed(2),
  ])
  return [['', 'cases', ...measures, '80 % band holds'], ...rows]
}

/** All methods against the run-rate that knows the ledger. */
export function methodRows(verdicts: readonly Verdict[]): string[][] {
  const rows = METHODS.map((method) => [
    method,
    ...SCALE_NAMES.flatMap(([scale]) => {
      const { interval, medianError } = ratiosOf(verdicts, scale, method, 'run-rate')
      return [interval.toFixed(2), medianError.toFixed(2)]
    }),
    coverageOf(verdicts, method).toFixed(2),
  ])
  const measures = SCALE_NAMES.flatMap(([, name]) => [`interval, ${name}`, `median, ${name}`])
  return [['', ...measures, '80 % band holds'], ...rows]
}

/** Milliseconds of processor time that the engine took for a request; it uses one core. */
export function speedRows(verdicts: readonly Verdict[]): string[][] {
  const kinds = [
    ['hourly', 3600, 80],
    ['daily', 86400, 15],
  ] as const
  const rows = kinds.map(([name, stepSeconds, aim]) => {
    const millis = verdicts.filter((verdict) => verdict.case.request.stepSeconds === stepSeconds).map((v) => v.millis)
    return [name, `${aim}`, quantile(millis, 0.5).toFixed(1), quantile(millis, 0.99).toFixed(1)]
  })
  return [['ms a request', 'target', 'median', 'p99'], ...rows]
}

/** Rows as a table of Markdown, the first column to the left. */
export function markdownTable([head = [], ...rows]: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'))
  return [head, rule, ...rows].map(line).join('\n')
}
