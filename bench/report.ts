import { type Measurement, median, quantile, type Slice } from './measure'

/** One round: the reference's transactions a second, and what each measurement saw. */
export interface Round {
  reference: number
  slices: Slice[]
}

/** The figures as lines for a terminal: medians over the rounds, and between which values they lay. */
export function reportOf(measurements: readonly Measurement[], rounds: readonly Round[]): string {
  const references = rounds.map(({ reference }) => reference)
  const head = [
    '',
    'a second',
    'ratio to reference',
    'p50 ms',
    'p99 ms',
    '5xx',
    'refused',
    'processor us each: application',
    'PostgreSQL',
    'client',
  ]
  const rows = measurements.map(({ name, unit }, i) => {
    const slices = rounds.flatMap((round) => round.slices[i] ?? [])
    const ratios = rounds.map(({ reference, slices: all }) => (all[i]?.perSecond ?? 0) / reference)
    const micros = (who: keyof Slice['used']) =>
      median(slices.map(({ used, count }) => (used[who] / count) * 1e6)).toFixed(0)
    const rates = slices.map(({ perSecond }) => perSecond)
    return [
      name,
      `${spread(rates, 0)} ${unit}`,
      spread(ratios, 2),
      latency(slices, 0.5),
      latency(slices, 0.99),
      String(total(slices, 'serverErrors')),
      String(total(slices, 'refusals')),
      micros('application'),
      micros('postgres'),
      micros('client'),
    ]
  })
  return aligned([head, ['reference', `${spread(references, 0)} transactions`], ...rows])
}

/** The first column to the left, the others to the right, two spaces between. */
export function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const cell = (text: string, i: number) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))
  return rows.map((row) => row.map(cell).join('  ')).join('\n')
}

/** How the median reads of two measurements compare. */
export function latencyRatio(rounds: readonly Round[], few: number, many: number): string {
  const ratios = rounds.map(({ slices }) => {
    const [one, other] = [slices[few]?.latencies ?? [], slices[many]?.latencies ?? []]
    return quantile(other, 0.5) / quantile(one, 0.5)
  })
  return spread(ratios, 2)
}

function latency(slices: readonly Slice[], share: number): string {
  const values = slices.map(({ latencies }) => quantile(latencies, share))
  return values.every((value) => value === 0) ? '-' : median(values).toFixed(1)
}

function total(slices: readonly Slice[], what: 'serverErrors' | 'refusals'): number {
  return slices.reduce((sum, slice) => sum + slice[what], 0)
}

export function spread(values: readonly number[], decimals: number): string {
  const text = (value: number) => value.toFixed(decimals)
  return `${text(median(values))} (${text(Math.min(...values))}-${text(Math.max(...values))})`
}
