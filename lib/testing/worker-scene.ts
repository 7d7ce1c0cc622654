import pg from 'pg'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { connect, type Database } from '@/lib/db/client'
import type { Batch } from '@/lib/domain/sweep'
import type { Job } from '@/lib/jobs/registry'
import { type JobRunner, startWorker } from '@/lib/jobs/runner'
import { newId } from '@/lib/usecases/define'
import { freshDatabase } from './database'

/** A database of a test file's own, with workers that run the tests' own jobs on it. */
export class WorkerScene {
  private workers: JobRunner[] = []
  private url = ''
  private drop = async () => {}
  /** The owner of the tables and the queue. */
  owner = new pg.Client()
  /** As the application has it. */
  declare db: Database

  /** For the file's top: makes it before all tests, and empties it after each. */
  constructor() {
    beforeAll(async () => {
      const database = await freshDatabase()
      this.url = database.url
      this.drop = database.drop
      this.owner = new pg.Client({ connectionString: this.url })
      await this.owner.connect()
      this.db = connect(this.url, 'comptoir_app', 4)
    })
    afterEach(async () => {
      for (const worker of this.workers.splice(0)) await worker.stop()
      await this.owner.query('DELETE FROM graphile_worker._private_jobs; DELETE FROM job_run; DELETE FROM job_worker')
    })
    afterAll(async () => {
      await this.db.$disconnect()
      await this.owner.end()
      await this.drop()
    })
  }

  /** Starts a worker, which the end of the test stops. */
  start(place: string, ...jobs: Job[]): JobRunner {
    const house = { db: this.db, clock: null, newId }
    const worker = startWorker({ place, jobs, house, url: this.url })
    this.workers.push(worker)
    return worker
  }
}

/** A job of every minute, which a worker also runs when it starts. */
export function minutely(name: string, sweep: (after: string | null) => Promise<Batch>): Job {
  return { name, schedule: '* * * * *', sweep: (_, { after = null }) => sweep(after) }
}

export const done = (counts: Record<string, number>, next: string | null = null): Batch => ({
  counts,
  failures: [],
  next,
})

export const wait = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds))

export const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })
