import { setTimeout as sleep } from 'node:timers/promises'
import { insertJobRun } from '@/lib/db/jobs'
import { withRetry } from '@/lib/db/transactions'
import type { JobCaller } from '@/lib/domain/access/callers'
import { instantFromMillis } from '@/lib/domain/instants'
import { log } from '@/lib/log'
import type { House } from '@/lib/usecases/define'
import type { Job } from './registry'

/** Between two batches others come to the locks and to the processor. */
const PAUSE_MILLIS = 20
/** What is not done by then is left to the next run. */
const RUN_MILLIS_MAX = 5 * 60_000

/**
 * Runs a job: calls its verb batch after batch until nothing is left, its time is over or `isStopping` says so, and writes down what it
 * did. Throws when something could not be done, after all else was: the queue tries it again.
 */
export async function runJob(job: Job, house: House, isStopping: () => boolean): Promise<void> {
  const startedAt = performance.now()
  const counts: Record<string, number> = {}
  const milliseconds = () => Math.round(performance.now() - startedAt)
  const note = (error: string | null) => noteRun(job.name, house, milliseconds(), counts, error)
  try {
    const mayGoOn = () => !isStopping() && milliseconds() < RUN_MILLIS_MAX
    const failures = await sweepThrough(job, house, counts, mayGoOn)
    if (failures.length > 0) throw new Error(`${failures.length} could not be done. The first: ${failures[0]}`)
  } catch (error) {
    await note(error instanceof Error ? error.message : String(error))
    throw error
  }
  await note(null)
}

/** Adds what was done to `counts`; returns what could not be. */
async function sweepThrough(
  { name, sweep }: Job,
  house: House,
  counts: Record<string, number>,
  mayGoOn: () => boolean,
): Promise<string[]> {
  const caller: JobCaller = { kind: 'job', name }
  const failures: string[] = []
  let after: string | null = null
  do {
    const batch = await sweep(caller, { after }, house)
    for (const [what, count] of Object.entries(batch.counts)) counts[what] = (counts[what] ?? 0) + count
    failures.push(...batch.failures)
    after = batch.next
    if (after !== null) await sleep(PAUSE_MILLIS)
  } while (after !== null && mayGoOn())
  return failures
}

async function noteRun(
  name: string,
  house: House,
  milliseconds: number,
  counts: Record<string, number>,
  error: string | null,
): Promise<void> {
  const outcome = error === null ? 'done' : 'failed'
  const hasDone = Object.values(counts).some((count) => count > 0)
  if (error !== null) log().error({ job: name, milliseconds, counts, error }, 'A job failed; it is tried again.')
  else log()[hasDone ? 'info' : 'debug']({ job: name, milliseconds, counts }, 'A job is done.')
  const id = house.newId(instantFromMillis(Date.now()))
  await withRetry(() => insertJobRun(house.db, { id, name, milliseconds, outcome, counts, error }))
}
