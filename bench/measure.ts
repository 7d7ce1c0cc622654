import { type ProcessorTime, processorTime, timeBetween } from './processor-time'
import { type RawAnswer, RawConnection } from './raw-connection'
import type { Stage } from './stage'

/** What one stretch of one measurement saw. Latencies in milliseconds, processor time in seconds. */
export interface Slice {
  /** Of whatever the measurement counts: events, requests, reads. */
  perSecond: number
  latencies: number[]
  /** Answers of 500 and more. */
  serverErrors: number
  /** Anything else that was not as it should be. */
  refusals: number
  count: number
  used: ProcessorTime
}

export interface Tally {
  count: number
  latencies: number[]
  serverErrors: number
  refusals: number
}

export interface Measurement {
  name: string
  /** What is counted. */
  unit: string
  run: (stage: Stage, seconds: number) => Promise<Slice>
}

/** Runs the work for so long, and counts what it took of the processors. */
export async function measured(stage: Stage, work: (tally: Tally) => Promise<void>): Promise<Slice> {
  const tally: Tally = { count: 0, latencies: [], serverErrors: 0, refusals: 0 }
  const [postmaster = 0] = stage.cluster.processes()
  const before = processorTime(stage.application.pid, postmaster)
  const startedAt = performance.now()
  await work(tally)
  const seconds = (performance.now() - startedAt) / 1000
  const used = timeBetween(before, processorTime(stage.application.pid, postmaster))
  return { ...tally, perSecond: tally.count / seconds, used }
}

/** What a client does again and again: a request, or several that belong together. The last answer says how it went. */
export type Errand = (connection: RawConnection) => Promise<RawAnswer>

/** `clients` connections, each beginning its next errand as soon as it has done one. `events` are counted for each. */
export async function measureHttp(
  stage: Stage,
  { clients, events, seconds }: { clients: number; events: number; seconds: number },
  errand: Errand,
): Promise<Slice> {
  const port = Number(new URL(stage.application.url).port)
  const connections = await Promise.all(Array.from({ length: clients }, () => RawConnection.open(port)))
  const slice = await measured(stage, async (tally) => {
    const until = performance.now() + seconds * 1000
    const call = async (connection: RawConnection) => {
      while (performance.now() < until) {
        const sentAt = performance.now()
        const { status, refused } = await errand(connection)
        tally.latencies.push(performance.now() - sentAt)
        tally.count += events
        if (status >= 500) tally.serverErrors++
        tally.refusals += status === 200 ? refused : events
      }
    }
    await Promise.all(connections.map(call))
  })
  for (const connection of connections) connection.close()
  return slice
}

/** The value below which the share of the values lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
