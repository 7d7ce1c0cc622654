import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connect, type Database } from '@/lib/db/client'
import { loadJobFacts } from '@/lib/db/jobs'
import type { Batch } from '@/lib/domain/sweep'
import { freshDatabase } from '@/lib/testing/database'
import { type House, newId } from '@/lib/usecases/define'
import type { Job } from './registry'
import { type JobRunner, startWorker } from './runner'

let database: { url: string; drop: () => Promise<void> }
let owner: pg.Client
let db: Database
let house: House
const started: JobRunner[] = []

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  db = connect(database.url, 'comptoir_app', 4)
  house = { db, clock: null, newId }
})
afterAll(async () => {
  await db.$disconnect()
  await owner.end()
  await database.drop()
})
afterEach(async () => {
  for (const worker of started.splice(0)) await worker.stop()
  await owner.query('DELETE FROM graphile_worker._private_jobs; DELETE FROM job_run; DELETE FROM job_worker')
})

function start(place: string, ...jobs: Job[]): JobRunner {
  const worker = startWorker({ place, jobs, house, url: database.url })
  started.push(worker)
  return worker
}

const done = (counts: Record<string, number>, next: string | null = null): Batch => ({ counts, failures: [], next })

function minutely(name: string, sweep: (after: string | null) => Promise<Batch>): Job {
  return { name, schedule: '* * * * *', sweep: (_, { after = null }) => sweep(after) }
}

const wait = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds))
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })

test('a job runs when its worker starts, batch after batch, and what it did is written down', async () => {
  const places: (string | null)[] = []
  start(
    'here',
    minutely('test.count', async (after) => {
      places.push(after)
      return done({ accounts: 2, transactions: 3 }, after === null ? 'there' : null)
    }),
  )
  await eventually(async () => {
    const { lastRuns, queued, workers } = await loadJobFacts(db)
    expect(lastRuns).toMatchObject([
      { name: 'test.count', outcome: 'done', counts: { accounts: 4, transactions: 6 }, error: null },
    ])
    expect(queued).toEqual([])
    expect(workers).toMatchObject([{ jobs: [{ name: 'test.count', schedule: '* * * * *' }], isStopped: false }])
  })
  expect(places).toEqual([null, 'there'])
})

test('a job that fails is tried again by itself; its tries and its error are shown until it succeeds', async () => {
  let tries = 0
  start(
    'here',
    minutely('test.fail', async () => {
      if (++tries < 2) throw new Error(`No luck with try ${tries}.`)
      return done({})
    }),
  )
  await eventually(async () => {
    const { queued, lastFailures } = await loadJobFacts(db)
    expect(queued).toMatchObject([
      { name: 'test.fail', attempts: 1, lastError: 'No luck with try 1.', isRunning: false },
    ])
    expect(lastFailures).toMatchObject([{ outcome: 'failed', error: 'No luck with try 1.' }])
  })
  await eventually(async () => {
    const { queued, lastRuns } = await loadJobFacts(db)
    expect([queued, lastRuns[0]?.outcome, tries]).toEqual([[], 'done', 2])
  })
})

test('what could not be done of a job makes it fail after all else was done', async () => {
  start(
    'here',
    minutely('test.partly', async () => ({
      counts: { events: 5 },
      failures: ['event 1: no', 'event 2: no'],
      next: null,
    })),
  )
  await eventually(async () => {
    expect((await loadJobFacts(db)).lastRuns).toMatchObject([
      { outcome: 'failed', counts: { events: 5 }, error: '2 could not be done. The first: event 1: no' },
    ])
  })
})

test('when its schedule comes round, a job that waits for another try keeps its tries; no second one is added', async () => {
  const add = `SELECT graphile_worker.add_job('test.once', job_key := 'test.once', job_key_mode := 'unsafe_dedupe')`
  await owner.query(add)
  await owner.query(
    `UPDATE graphile_worker._private_jobs SET attempts = 7, last_error = 'No.', run_at = now() + '1 hour'`,
  )
  await owner.query(add)
  expect((await loadJobFacts(db)).queued).toMatchObject([{ name: 'test.once', attempts: 7, lastError: 'No.' }])
})

test('no failing job waits longer than a minute for its next try, and none is given up', async () => {
  await owner.query(`SELECT graphile_worker.add_job('test.other', job_key := 'test.other', max_attempts := 32767)`)
  await owner.query(`UPDATE graphile_worker._private_jobs SET attempts = 30000, run_at = now() + '6 hours'`)
  start(
    'here',
    minutely('test.mine', async () => done({})),
  )
  await eventually(async () => {
    const [job] = (await loadJobFacts(db)).queued.filter(({ name }) => name === 'test.other')
    expect(job?.attempts).toBe(1000)
    expect(job?.nextTryAt).toBeLessThanOrEqual(BigInt(Date.now() + 61_000) * 1000n)
  })
})

/** A job that a worker took ten seconds ago and never finished. */
async function orphan(name: string, place: string, seenAgo: string): Promise<void> {
  await owner.query('SELECT graphile_worker.add_job($1, job_key := $1)', [name])
  await owner.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now() - interval '10 seconds', attempts = 1`,
  )
  await owner.query(
    `INSERT INTO job_worker (id, place, jobs, started_at, seen_at) VALUES ('dead', $1, '[]', now(), now() - $2::interval)`,
    [place, seenAgo],
  )
}

test('a job whose worker fell silent is run by another', async () => {
  await orphan('test.orphan', 'elsewhere', '11 seconds')
  const ran = vi.fn(async () => done({}))
  start('here', minutely('test.orphan', ran))
  await eventually(() => expect(ran).toHaveBeenCalled())
})

test('a job whose worker was heard of a moment ago is left to it', async () => {
  await orphan('test.orphan', 'elsewhere', '5 seconds')
  const ran = vi.fn(async () => done({}))
  start('here', minutely('test.orphan', ran))
  await wait(3000)
  expect(ran).not.toHaveBeenCalled()
  await eventually(() => expect(ran).toHaveBeenCalled())
})

test('a worker takes over at once what the one before it in the same place left unfinished', async () => {
  await orphan('test.orphan', 'here', '0 seconds')
  const ran = vi.fn(async () => done({}))
  const before = performance.now()
  start('here', minutely('test.orphan', ran))
  await eventually(() => expect(ran).toHaveBeenCalled())
  expect(performance.now() - before).toBeLessThan(5000)
})

test('two workers at once never run a job at the same time', async () => {
  let [running, most, runs] = [0, 0, 0]
  const slow = minutely('test.slow', async () => {
    runs++
    most = Math.max(most, ++running)
    await wait(700)
    running--
    return done({})
  })
  start('here', slow)
  start('there', slow)
  await eventually(() => expect(runs).toBeGreaterThan(0))
  await wait(1500)
  expect(most).toBe(1)
})

test('all connections cut in the middle of a job: the worker finds its way back, and the job is run again', async () => {
  let runs = 0
  start(
    'here',
    minutely('test.cut', async () => {
      if (++runs > 1) return done({ runs })
      await owner.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )
      throw new Error('Cut.')
    }),
  )
  await eventually(async () => {
    expect((await loadJobFacts(db)).lastRuns[0]?.counts).toEqual({ runs: 2 })
  })
})

test('a worker whose database was made anew begins anew', async () => {
  start(
    'here',
    minutely('test.here', async () => done({})),
  )
  const ids = async () => (await db.jobWorker.findMany()).map(({ id }) => id)
  const [first] = await eventually(async () => {
    const found = await ids()
    expect(found).toHaveLength(1)
    return found
  })
  await owner.query('DELETE FROM job_worker')
  await eventually(async () => {
    const found = await ids()
    expect(found).toHaveLength(1)
    expect(found[0]).not.toBe(first)
  })
})

test('a worker that is stopped lets its job come to the end of a batch, and says that it is gone', async () => {
  let batches = 0
  const worker = start(
    'here',
    minutely('test.endless', async () => {
      batches++
      await wait(100)
      return done({ batches: 1 }, 'more')
    }),
  )
  await eventually(() => expect(batches).toBeGreaterThan(1))
  await worker.stop()
  const { lastRuns, queued, workers } = await loadJobFacts(db)
  expect(lastRuns).toMatchObject([{ outcome: 'done', counts: { batches } }])
  expect(queued).toEqual([])
  expect(workers).toMatchObject([{ isStopped: true }])
})
