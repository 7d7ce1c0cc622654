import { expect, test, vi } from 'vitest'
import { loadJobFacts } from '@/lib/db/jobs'
import { done, eventually, minutely, WorkerScene, wait } from '@/lib/testing/worker-scene'

const scene = new WorkerScene()

/** A job that a worker took ten seconds ago and never finished. */
async function orphan(name: string, place: string, seenAgo: string): Promise<void> {
  await scene.owner.query('SELECT graphile_worker.add_job($1, job_key := $1)', [name])
  await scene.owner.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now() - interval '10 seconds', attempts = 1`,
  )
  await scene.owner.query(
    `INSERT INTO job_worker (id, place, jobs, started_at, seen_at) VALUES ('dead', $1, '[]', now(), now() - $2::interval)`,
    [place, seenAgo],
  )
}

test('a job whose worker fell silent is run by another', async () => {
  await orphan('test.orphan', 'elsewhere', '11 seconds')
  const ran = vi.fn(async () => done({}))
  scene.start('here', minutely('test.orphan', ran))
  await eventually(() => expect(ran).toHaveBeenCalled())
})

test('a job whose worker was heard of a moment ago is left to it', async () => {
  await orphan('test.orphan', 'elsewhere', '5 seconds')
  const ran = vi.fn(async () => done({}))
  scene.start('here', minutely('test.orphan', ran))
  await wait(3000)
  expect(ran).not.toHaveBeenCalled()
  await eventually(() => expect(ran).toHaveBeenCalled())
})

test('a worker takes over at once what the one before it in the same place left unfinished', async () => {
  await orphan('test.orphan', 'here', '0 seconds')
  const ran = vi.fn(async () => done({}))
  const before = performance.now()
  scene.start('here', minutely('test.orphan', ran))
  await eventually(() => expect(ran).toHaveBeenCalled())
  // Elsewhere it would have been silent for ten seconds first.
  expect(performance.now() - before).toBeLessThan(9000)
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
  scene.start('here', slow)
  scene.start('there', slow)
  await eventually(() => expect(runs).toBeGreaterThan(0))
  await wait(1500)
  expect(most).toBe(1)
})

test('all connections cut in the middle of a job: the worker finds its way back, and the job is run again', async () => {
  let runs = 0
  scene.start(
    'here',
    minutely('test.cut', async () => {
      if (++runs > 1) return done({ runs })
      await scene.owner.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )
      throw new Error('Cut.')
    }),
  )
  await eventually(async () => {
    expect((await loadJobFacts(scene.db)).lastRuns[0]?.counts).toEqual({ runs: 2 })
  })
})

test('a worker whose database was made anew begins anew', async () => {
  scene.start(
    'here',
    minutely('test.here', async () => done({})),
  )
  const ids = async () => (await scene.db.jobWorker.findMany()).map(({ id }) => id)
  const [first] = await eventually(async () => {
    const found = await ids()
    expect(found).toHaveLength(1)
    return found
  })
  await scene.owner.query('DELETE FROM job_worker')
  await eventually(async () => {
    const found = await ids()
    expect(found).toHaveLength(1)
    expect(found[0]).not.toBe(first)
  })
})

test('a worker that is stopped lets its job come to the end of a batch, and says that it is gone', async () => {
  let batches = 0
  const worker = scene.start(
    'here',
    minutely('test.endless', async () => {
      batches++
      await wait(100)
      return done({ batches: 1 }, 'more')
    }),
  )
  await eventually(() => expect(batches).toBeGreaterThan(1))
  await worker.stop()
  const { lastRuns, queued, workers } = await loadJobFacts(scene.db)
  expect(lastRuns).toMatchObject([{ outcome: 'done', counts: { batches } }])
  expect(queued).toEqual([])
  expect(workers).toMatchObject([{ isStopped: true }])
})

test('a worker on a database without its tables waits for the migrations, and makes none itself', async () => {
  const ran = vi.fn(async () => done({}))
  await scene.owner.query('ALTER TABLE job_worker RENAME TO job_worker_away')
  await scene.owner.query('ALTER SCHEMA graphile_worker RENAME TO graphile_worker_away')
  scene.start('here', minutely('test.early', ran))
  await wait(2500)
  const { rows } = await scene.owner.query(`SELECT to_regnamespace('graphile_worker') AS found`)
  expect(rows).toEqual([{ found: null }])
  await scene.owner.query('ALTER SCHEMA graphile_worker_away RENAME TO graphile_worker')
  await scene.owner.query('ALTER TABLE job_worker_away RENAME TO job_worker')
  await eventually(() => expect(ran).toHaveBeenCalled())
})
