import { SingleBar } from 'cli-progress'
import type { Tally } from './tally'

export interface Progress {
  readonly show: (tally: Tally) => void
  /** One line above the bar. */
  readonly say: (line: string) => void
  readonly stop: () => void
}

const LINE_MILLIS = 2000

/** A bar on a terminal; elsewhere a line every two seconds. */
export function startProgress(rows: number): Progress {
  return process.stdout.isTTY ? barProgress(rows) : lineProgress(rows)
}

function barProgress(rows: number): Progress {
  const bar = new SingleBar({ format: '{bar} {percentage}% {value}/{total} rows, {rate} rows/s', hideCursor: true })
  const startedAt = performance.now()
  bar.start(rows, 0, { rate: 0 })
  return {
    show: (tally) => bar.update(answered(tally), { rate: rateOf(tally, startedAt) }),
    say: (line) => process.stdout.write(`\r\u001b[K${line}\n`),
    stop: () => bar.stop(),
  }
}

function lineProgress(rows: number): Progress {
  const startedAt = performance.now()
  let shownAt = startedAt
  const say = (line: string) => process.stdout.write(`${line}\n`)
  return {
    show: (tally) => {
      if (performance.now() - shownAt < LINE_MILLIS) return
      shownAt = performance.now()
      say(`${answered(tally)} of ${rows} rows, ${rateOf(tally, startedAt)} rows/s`)
    },
    say,
    stop: () => {},
  }
}

function answered({ charged, failed, replayed, refused, bad }: Tally): number {
  return charged + failed + replayed + refused + bad
}

function rateOf(tally: Tally, startedAt: number): number {
  return Math.round((answered(tally) * 1000) / Math.max(1, performance.now() - startedAt))
}
