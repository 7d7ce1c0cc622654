import type { Instant } from '@/lib/domain/instants'
import {
  type JobFacts,
  type JobRun,
  type JobWorker,
  type QueuedJob,
  RETRY_WAIT_MAX,
  type ScheduledJob,
  SILENCE_MAX,
} from '@/lib/domain/oversight/jobs'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** Runs of each job and outcome that are kept. */
const RUNS_KEPT = 20
/** A job that has failed so often is not counted further: the queue gives up at 32,767, and nothing here is to be given up. */
const ATTEMPTS_COUNTED = 1000
const ERROR_LENGTH_MAX = 500

const ago = (time: Instant) => Prisma.sql`clock_timestamp() - ${time} * interval '1 microsecond'`

/** Notes a worker as there. Whoever was in its place before is gone; those gone for long are forgotten. */
export async function insertWorker(
  owner: Queryable,
  { id, place, jobs }: { id: string; place: string; jobs: readonly ScheduledJob[] },
): Promise<void> {
  await owner.$executeRaw`
    WITH gone AS (UPDATE job_worker SET stopped_at = clock_timestamp() WHERE place = ${place} AND id <> ${id} AND stopped_at IS NULL),
      forgotten AS (DELETE FROM job_worker WHERE place <> ${place} AND seen_at < clock_timestamp() - interval '1 day')
    INSERT INTO job_worker (id, place, jobs, started_at, seen_at)
    VALUES (${id}, ${place}, ${JSON.stringify(jobs)}::jsonb, clock_timestamp(), clock_timestamp())
    ON CONFLICT (id) DO NOTHING`
}

/** Says that the worker is still there; false when this database does not know it: it is another one than before. */
export async function updateWorkerSeen(owner: Queryable, id: string): Promise<boolean> {
  return (await owner.$executeRaw`UPDATE job_worker SET seen_at = clock_timestamp() WHERE id = ${id}`) === 1
}

export async function markWorkerStopped(owner: Queryable, id: string): Promise<void> {
  await owner.$executeRaw`UPDATE job_worker SET stopped_at = clock_timestamp() WHERE id = ${id}`
}

/** Lets go of the jobs whose worker stopped or fell silent, so that another runs them. Says whether there were some. */
export async function releaseOrphans(owner: Queryable): Promise<boolean> {
  const released = await owner.$executeRaw`
    SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT j.locked_by))
    FROM graphile_worker.jobs j LEFT JOIN job_worker w ON w.id = j.locked_by
    WHERE j.locked_by IS NOT NULL
      AND (w.stopped_at IS NOT NULL OR coalesce(w.seen_at, j.locked_at) < ${ago(SILENCE_MAX)})
    HAVING count(*) > 0`
  return released === 1
}

/** The queue waits longer with every failure, at last for hours: no job waits longer than a minute. */
export async function limitWaits(owner: Queryable): Promise<void> {
  const latest = Prisma.sql`clock_timestamp() + ${RETRY_WAIT_MAX} * interval '1 microsecond'`
  await owner.$executeRaw`
    SELECT r.id FROM graphile_worker.jobs j
    CROSS JOIN LATERAL graphile_worker.reschedule_jobs(ARRAY[j.id], ${latest}, NULL, least(j.attempts, ${ATTEMPTS_COUNTED}::int)) r
    WHERE j.locked_at IS NULL AND j.attempts > 0 AND j.run_at > ${latest}`
}

/** Writes a run down that ends now, and forgets the oldest of its kind. */
export async function insertJobRun(
  tx: Queryable,
  run: Pick<JobRun, 'name' | 'outcome' | 'counts' | 'error'> & { id: string; milliseconds: number },
): Promise<void> {
  await tx.$executeRaw`
    WITH forgotten AS (
      DELETE FROM job_run WHERE id IN (
        SELECT id FROM job_run WHERE name = ${run.name} AND outcome = ${run.outcome} ORDER BY started_at DESC OFFSET ${RUNS_KEPT - 1}))
    INSERT INTO job_run (id, name, started_at, finished_at, outcome, counts, error)
    SELECT ${run.id}::uuid, ${run.name}, now - ${run.milliseconds} * interval '1 millisecond', now, ${run.outcome},
      ${JSON.stringify(run.counts)}::jsonb, left(${run.error}, ${ERROR_LENGTH_MAX})
    FROM clock_timestamp() AS now`
}

/** All that is known of the jobs. */
export async function loadJobFacts(tx: Queryable): Promise<JobFacts> {
  const workers = await tx.$queryRaw<JobWorker[]>`
    SELECT jobs, ${asInstant('seen_at')} AS "seenAt", stopped_at IS NOT NULL AS "isStopped" FROM job_worker`
  const queued = await tx.$queryRaw<QueuedJob[]>`
    SELECT key AS name, attempts::int, left(last_error, ${ERROR_LENGTH_MAX}) AS "lastError", ${asInstant('run_at')} AS "nextTryAt",
      locked_at IS NOT NULL AS "isRunning"
    FROM graphile_worker.jobs WHERE key IS NOT NULL`
  return {
    workers,
    queued,
    lastRuns: await listLastRuns(tx, ['done', 'failed']),
    lastFailures: await listLastRuns(tx, ['failed']),
  }
}

/** The last run of each job that ended so. */
async function listLastRuns(tx: Queryable, outcomes: JobRun['outcome'][]): Promise<JobRun[]> {
  return tx.$queryRaw<JobRun[]>`
    SELECT DISTINCT ON (name) name, ${asInstant('started_at')} AS "startedAt", ${asInstant('finished_at')} AS "finishedAt",
      outcome, counts, error
    FROM job_run WHERE outcome = ANY(${outcomes}::text[]) ORDER BY name, started_at DESC`
}

/** Has a job that failed and waits tried again now; false when there is none of that name. */
export async function retryJob(tx: Queryable, name: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ retried: boolean }[]>`SELECT retry_job(${name}) AS retried`
  return row?.retried ?? false
}
