import type { StaffRole } from '../access/callers'
import { type Instant, SECOND } from '../instants'
import { nextRunAt } from './schedule'

/** How often a worker says that it is there. */
export const BEAT_EVERY: Instant = 2n * SECOND
/** A worker that was not heard of for so long is taken for dead: what it was doing is done by another. */
export const SILENCE_MAX: Instant = 10n * SECOND
/** A job that failed is tried again after 3, 7, 20 and 55 seconds, then each time after so long. */
export const RETRY_WAIT_MAX: Instant = 60n * SECOND

/** Who of the staff may have a failed job tried again. */
export const JOB_KEEPERS: readonly StaffRole[] = ['operator', 'admin']

/** A job as a worker knows it. */
export interface ScheduledJob {
  /** The verb that it calls. */
  name: string
  /** Cron's five fields, in UTC. */
  schedule: string
}

export interface JobWorker {
  jobs: readonly ScheduledJob[]
  seenAt: Instant
  /** Whether it ended in good order. */
  isStopped: boolean
}

/** A run that ended. */
export interface JobRun {
  name: string
  startedAt: Instant
  finishedAt: Instant
  outcome: 'done' | 'failed'
  /** How many of what it did. */
  counts: Readonly<Record<string, number>>
  error: string | null
}

/** A job that waits in the queue, or runs. */
export interface QueuedJob {
  name: string
  /** Tries so far, the running one included. */
  attempts: number
  lastError: string | null
  nextTryAt: Instant
  isRunning: boolean
}

export type JobState = 'never' | 'well' | 'running' | 'failing'

export interface JobView extends ScheduledJob {
  state: JobState
  lastRun: JobRun | null
  lastFailure: JobRun | null
  /** Its next try when it is failing, else when its schedule comes round. */
  nextAt: Instant
  /** Why, how often: while it is failing. */
  failing: { attempts: number; error: string } | null
}

export interface JobFacts {
  workers: readonly JobWorker[]
  queued: readonly QueuedJob[]
  /** The last run of each job, and the last that failed. */
  lastRuns: readonly JobRun[]
  lastFailures: readonly JobRun[]
}

export interface JobsView {
  /** How many workers are there now. */
  workers: number
  /** When one was last heard of; null when there never was one. */
  seenAt: Instant | null
  jobs: JobView[]
}

/** What the staff is told about the jobs: those of the workers that are there, else of the last that was; the failing ones first. */
export function viewJobs(facts: JobFacts, now: Instant): JobsView {
  const latestFirst = [...facts.workers].sort((a, b) => (a.seenAt > b.seenAt ? -1 : 1))
  const there = latestFirst.filter(({ seenAt, isStopped }) => !isStopped && seenAt > now - SILENCE_MAX)
  const known = (there.length > 0 ? there : latestFirst.slice(0, 1)).flatMap(({ jobs }) => jobs)
  const names = [...new Set(known.map(({ name }) => name))]
  const jobs = names.flatMap((name) => known.find((job) => job.name === name) ?? [])
  const views = jobs.map((job) => viewJob(job, facts, now))
  return {
    workers: there.length,
    seenAt: latestFirst[0]?.seenAt ?? null,
    jobs: [...views.filter(isFailing), ...views.filter((job) => !isFailing(job))],
  }
}

const isFailing = ({ state }: JobView) => state === 'failing'

function viewJob({ name, schedule }: ScheduledJob, facts: JobFacts, now: Instant): JobView {
  const of = <T extends { name: string }>(rows: readonly T[]) => rows.find((row) => row.name === name) ?? null
  const [queued, lastRun] = [of(facts.queued), of(facts.lastRuns)]
  const failing =
    queued !== null && queued.lastError !== null ? { attempts: queued.attempts, error: queued.lastError } : null
  const calm = lastRun === null ? 'never' : 'well'
  return {
    name,
    schedule,
    state: queued?.isRunning ? 'running' : failing ? 'failing' : calm,
    lastRun,
    lastFailure: of(facts.lastFailures),
    nextAt: queued && failing && !queued.isRunning ? queued.nextTryAt : nextRunAt(schedule, now),
    failing,
  }
}
