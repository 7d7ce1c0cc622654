import { type Measurement, median, quantile, type Slice } from './measure'

/** One round: the reference's transactions a second, and what each measurement saw. */
export interface Round {
  reference: number
  slices: Slice[]
}

/** The figures as lines for a terminal: medians over the rounds, and between which values they lay. */
export function reportOf(measurements: readonly Measurement[], rounds: readonly Round[]): string {
  const references = rounds.map(({ reference }) => reference)
  const width = Math.max(...measurements.map(({ name }) => name.length))
  const head = `${'a second'.padStart(24)}${'ratio to the reference'.padStart(24)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'5xx'.padStart(5)}${'refused'.padStart(8)}   processor time for one, us: application, PostgreSQL, client`
  const lines = measurements.map(({ name, unit }, i) => {
    const slices = rounds.flatMap((round) => round.slices[i] ?? [])
    const ratios = rounds.map(({ reference, slices: all }) => (all[i]?.perSecond ?? 0) / reference)
    const micros = (who: keyof Slice['used']) =>
      median(slices.map(({ used, count }) => (used[who] / count) * 1e6)).toFixed(0)
    return [
      name.padEnd(width),
      `${spread(
        slices.map(({ perSecond }) => perSecond),
        0,
      )} ${unit.padEnd(8)}`.padStart(24),
      spread(ratios, 2).padStart(24 - 9 + 9),
      latency(slices, 0.5).padStart(9),
      latency(slices, 0.99).padStart(9),
      String(total(slices, 'serverErrors')).padStart(5),
      String(total(slices, 'refusals')).padStart(8),
      `   ${micros('application')}, ${micros('postgres')}, ${micros('client')}`,
    ].join('')
  })
  return [`${'reference'.padEnd(width)}${spread(references, 0)} transactions`, ' '.repeat(width) + head, ...lines].join(
    '\n',
  )
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

function spread(values: readonly number[], decimals: number): string {
  const text = (value: number) => value.toFixed(decimals)
  return `${text(median(values))} (${text(Math.min(...values))}-${text(Math.max(...values))})`
}
