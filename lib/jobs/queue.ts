import { EventEmitter } from 'node:events'
import {
  type LogFunctionFactory,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type Worker,
  type WorkerEvents,
} from 'graphile-worker'
import { rhythmOf } from '@/lib/domain/oversight/schedule'
import { log } from '@/lib/log'
import type { Job } from './registry'

/** Jobs that one worker runs at a time, so that a long one does not keep the others waiting. */
const JOBS_AT_ONCE = 2
/** One connection for each running job, to take and to finish it; one that hears of new ones. */
const POOL_MAX = JOBS_AT_ONCE + 1
/** The queue's own limit, a smallint. Failing jobs never reach it: see `limitWaits`. */
const ATTEMPTS_MAX = 32_767
/** A daily job that came round while no worker was there is caught up with. */
const CAUGHT_UP_MILLIS = 24 * 3600_000

export interface Queue {
  /** As its locks name it. */
  id: string
  /** When it came to its end, asked for or not. Never rejects. */
  ended: Promise<void>
  /** Takes no more jobs and waits for those that run. */
  stop: () => Promise<void>
}

export interface QueueOptions {
  url: string
  jobs: readonly Job[]
  run: (job: Job) => Promise<void>
  /** Is waited for before the first job is taken; hears how the queue's locks will name it. */
  onStart: (id: string) => Promise<void>
  /** A job could not be taken. The queue tries on, but not everything in it recovers by itself. */
  onTrouble: () => void
}

/**
 * Opens the queue: takes jobs from it whenever there are some, and adds them when their schedules come round. A job is there once at
 * most, so its runs never overlap and its failures are counted together.
 */
export async function openQueue({ url, jobs, run: runTask, onStart, onTrouble }: QueueOptions): Promise<Queue> {
  const events: WorkerEvents = new EventEmitter()
  let id = ''
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id
  })
  events.on('worker:getJob:error', onTrouble)
  const runner = await run({
    connectionString: url,
    maxPoolSize: POOL_MAX,
    concurrency: JOBS_AT_ONCE,
    noHandleSignals: true,
    logger: new Logger(toOurLog),
    preset: {
      // Only so are the end and the failure of a job waited for at a stop, and a database that is away then no crash of ours.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      plugins: [startPlugin(onStart)],
    },
    events,
    taskList: Object.fromEntries(jobs.map((job) => [job.name, () => runTask(job)])),
    parsedCronItems: parseCronItems(jobs.map(toCronItem)),
  })
  const ended = runner.promise.catch((error: unknown) => log().warn({ error }, 'The job queue broke.'))
  await addFrequent(runner, jobs)
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= runner.stop().catch((error: unknown) => log().debug({ error }, 'The job queue had ended already.'))
    return stopped.then(() => ended)
  }
  return { id, ended, stop }
}

function startPlugin(onStart: (id: string) => Promise<void>): GraphileConfig.Plugin {
  const startWorker = (_: unknown, { worker }: { readonly worker: Worker }) => onStart(worker.workerPool.id)
  return { name: 'ComptoirStart', version: '1.0.0', worker: { hooks: { startWorker } } }
}

/** A job whose name is there already is not added again: `add_job` knows this mode, the type of cron items does not yet (0.17). */
const ONCE = 'unsafe_dedupe' as string as 'replace'

function toCronItem({ name, schedule }: Job): Parameters<typeof parseCronItems>[0][number] {
  const backfillPeriod = rhythmOf(schedule).kind === 'day' ? CAUGHT_UP_MILLIS : 0
  const options = { backfillPeriod, jobKey: name, jobKeyMode: ONCE, maxAttempts: ATTEMPTS_MAX }
  return { task: name, identifier: name, match: schedule, options }
}

/** What comes round every minute does not wait for the next one. */
async function addFrequent(runner: Runner, jobs: readonly Job[]): Promise<void> {
  for (const { name, schedule } of jobs) {
    if (rhythmOf(schedule).kind !== 'minute') continue
    await runner.addJob(name, {}, { jobKey: name, jobKeyMode: 'unsafe_dedupe', maxAttempts: ATTEMPTS_MAX })
  }
}

/** What the queue has to say about itself. A job's failure is logged where the job is run. */
const toOurLog: LogFunctionFactory = (scope) => (level, message, meta) => {
  if (meta?.failure) return
  const ours = { error: 'warn', warning: 'warn', info: 'debug', debug: 'trace' } as const
  log()[ours[level]]({ worker: scope.workerId }, message)
}
