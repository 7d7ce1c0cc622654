import { expect, test, vi } from 'vitest'
import { loadJobFacts } from '@/lib/db/jobs'
import type { Batch } from '@/lib/domain/sweep'
import { done, eventually, minutely, WorkerScene } from '@/lib/testing/worker-scene'
import type { Job } from './registry'

const scene = new WorkerScene()

test('a job runs when its worker starts, batch after batch, and what it did is written down', async () => {
  const places: (string | null)[] = []
  scene.start(
    'here',
    minutely('test.count', async (after) => {
      places.push(after)
      return done({ accounts: 2, transactions: 3 }, after === null ? 'there' : null)
    }),
  )
  await eventually(async () => {
    const { lastRuns, queued, workers } = await loadJobFacts(scene.db)
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
  scene.start(
    'here',
    minutely('test.fail', async () => {
      if (++tries < 2) throw new Error(`No luck with try ${tries}.`)
      return done({})
    }),
  )
  await eventually(async () => {
    const { queued, lastFailures } = await loadJobFacts(scene.db)
    expect(queued).toMatchObject([
      { name: 'test.fail', attempts: 1, lastError: 'No luck with try 1.', isRunning: false },
    ])
    expect(lastFailures).toMatchObject([{ outcome: 'failed', error: 'No luck with try 1.' }])
  })
  await eventually(async () => {
    const { queued, lastRuns } = await loadJobFacts(scene.db)
    expect([queued, lastRuns[0]?.outcome, tries]).toEqual([[], 'done', 2])
  })
})

test('what could not be done of a job makes it fail after all else was done', async () => {
  scene.start(
    'here',
    minutely('test.partly', async () => ({
      counts: { events: 5 },
      failures: ['event 1: no', 'event 2: no'],
      next: null,
    })),
  )
  await eventually(async () => {
    expect((await loadJobFacts(scene.db)).lastRuns).toMatchObject([
      { outcome: 'failed', counts: { events: 5 }, error: '2 could not be done. The first: event 1: no' },
    ])
  })
})

/** A job of every day that came round last two days ago. */
async function missedDaily(name: string, sweep: () => Promise<Batch>): Promise<Job> {
  await scene.owner.query(
    `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     VALUES ($1, now() - interval '9 days', now() - interval '2 days')`,
    [name],
  )
  return { name, schedule: '0 0 * * *', sweep }
}

test('a daily job that was missed while no worker was there is caught up with', async () => {
  const ran = vi.fn(async () => done({}))
  scene.start('here', await missedDaily('test.missed', ran))
  await eventually(() => expect(ran).toHaveBeenCalled())
})

test('when its schedule comes round, a job that waits for another try keeps its tries; no second one is added', async () => {
  const ran = vi.fn(async () => done({}))
  const daily = await missedDaily('test.once', ran)
  await scene.owner.query(`SELECT graphile_worker.add_job('test.once', job_key := 'test.once', max_attempts := 32767)`)
  await scene.owner.query(
    `UPDATE graphile_worker._private_jobs SET attempts = 7, last_error = 'No.', run_at = now() + interval '50 seconds'`,
  )
  scene.start('here', daily)
  await eventually(async () => {
    const { rows } = await scene.owner.query(
      `SELECT FROM graphile_worker._private_known_crontabs WHERE identifier = 'test.once' AND last_execution > now() - interval '1 day'`,
    )
    expect(rows).toHaveLength(1)
  })
  expect((await loadJobFacts(scene.db)).queued).toMatchObject([{ name: 'test.once', attempts: 7, lastError: 'No.' }])
  expect(ran).not.toHaveBeenCalled()
})

test('no failing job waits longer than a minute for its next try, and none is given up', async () => {
  await scene.owner.query(
    `SELECT graphile_worker.add_job('test.other', job_key := 'test.other', max_attempts := 32767)`,
  )
  await scene.owner.query(`UPDATE graphile_worker._private_jobs SET attempts = 30000, run_at = now() + '6 hours'`)
  scene.start(
    'here',
    minutely('test.mine', async () => done({})),
  )
  await eventually(async () => {
    const [job] = (await loadJobFacts(scene.db)).queued.filter(({ name }) => name === 'test.other')
    expect(job?.attempts).toBe(1000)
    expect(job?.nextTryAt).toBeLessThanOrEqual(BigInt(Date.now() + 61_000) * 1000n)
  })
})
