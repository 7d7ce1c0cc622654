import { setTimeout as sleep } from 'node:timers/promises'
import { config } from '@/lib/config'
import { connect, type Database } from '@/lib/db/client'
import { insertWorker, limitWaits, markWorkerStopped, releaseOrphans, updateWorkerSeen } from '@/lib/db/jobs'
import { instantToMillis } from '@/lib/domain/instants'
import { BEAT_EVERY } from '@/lib/domain/oversight/jobs'
import { log } from '@/lib/log'
import { type House, theHouse } from '@/lib/usecases/define'
import { openQueue, type Queue } from './queue'
import { JOBS, type Job } from './registry'
import { runJob } from './run-job'

/** Before the queue is opened again after it could not be, or broke. */
const REOPEN_MILLIS = 1000

export interface WorkerOptions {
  /** Where it runs: a worker that starts in the same place takes over at once what the one before left unfinished. */
  place: string
  jobs?: readonly Job[]
  house?: House
  /** The database as its owner, to whom the queue belongs. */
  url?: string
}

/** Starts to run jobs, and goes on whatever happens to the database, until it is stopped. */
export function startWorker({
  place,
  jobs = JOBS,
  house = theHouse(),
  url = config().DATABASE_URL,
}: WorkerOptions): JobRunner {
  return new JobRunner(place, jobs, house, url)
}

export class JobRunner {
  private readonly owner: Database
  private readonly stopping = new AbortController()
  private readonly ended: Promise<void>
  /** Something may have gone wrong that the queue does not recover from by itself. */
  private isTroubled = false
  /** Whether the queue that is open was written down as ours. */
  private isNoted = false

  constructor(
    private readonly place: string,
    private readonly jobs: readonly Job[],
    private readonly house: House,
    private readonly url: string,
  ) {
    this.owner = connect(url, undefined, 1)
    this.ended = this.keepOpen()
  }

  /** Takes no more jobs, lets those that run come to the end of their batch, and lets go of the database. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.ended
    await this.owner.$disconnect()
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted
  }

  private async keepOpen(): Promise<void> {
    for (let failures = 0; !this.isStopping; ) {
      try {
        await this.serveQueue()
        failures = 0
      } catch (error) {
        log()[failures++ === 0 ? 'warn' : 'debug']({ error }, 'The job queue cannot be opened; trying again.')
      }
      await this.pause(REOPEN_MILLIS)
    }
  }

  /** One life of the queue: returns once it has ended. */
  private async serveQueue(): Promise<void> {
    this.isTroubled = false
    this.isNoted = false
    // Throws where the tables are still to be made: that is for the migrations, and the queue would make its own without them.
    await this.takeOver()
    const queue = await openQueue({
      url: this.url,
      jobs: this.jobs,
      run: (job) => runJob(job, this.house, () => this.isStopping),
      onStart: (id) => this.note(id),
      onTrouble: () => {
        this.isTroubled = true
      },
    })
    const stop = () => void queue.stop()
    this.stopping.signal.addEventListener('abort', stop)
    if (this.isStopping) stop()
    const watching = new AbortController()
    const watched = this.watch(queue, watching.signal)
    await queue.ended
    this.stopping.signal.removeEventListener('abort', stop)
    watching.abort()
    await watched
    // Its jobs, if it left some, need not wait until it is missed.
    await markWorkerStopped(this.owner, queue.id).catch(() => {})
  }

  /** Before its first job the worker is written down, and takes over what dead ones left: so nobody's jobs are without a name. */
  private async note(id: string): Promise<void> {
    const jobs = this.jobs.map(({ name, schedule }) => ({ name, schedule }))
    await insertWorker(this.owner, { id, place: this.place, jobs })
    await this.takeOver()
    if (!this.isNoted) log().info({ worker: id, jobs: jobs.map(({ name }) => name) }, 'The worker runs jobs.')
    this.isNoted = true
  }

  private async takeOver(): Promise<void> {
    if (await releaseOrphans(this.owner)) log().info('Jobs of a worker that is gone are run again.')
  }

  /** Says every two seconds that the worker is there, and looks after the queue. Ends one that may not be well. */
  private async watch(queue: Queue, signal: AbortSignal): Promise<void> {
    for (;;) {
      await sleep(instantToMillis(BEAT_EVERY), undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        const isKnown = await updateWorkerSeen(this.owner, queue.id)
        await this.takeOver()
        await limitWaits(this.owner)
        if (this.isTroubled || (this.isNoted && !isKnown)) return await queue.stop()
      } catch (error) {
        log().debug({ error }, 'The database does not answer the worker.')
        this.isTroubled = true
      }
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => {})
  }
}
