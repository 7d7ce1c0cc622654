import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { insertJobRun } from '@/lib/db/jobs'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import { staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, testPerson, visitorCaller } from '@/lib/testing/people'
import { listJobs } from './list-jobs'

const house = testHouse()

/** A job of a worker that is there, for one test. */
async function knownJob(): Promise<string> {
  const name = `test.${randomUUID()}`
  const at = new Date()
  const jobs = [{ name, schedule: '* * * * *' }]
  await house.db.jobWorker.create({ data: { id: name, place: name, jobs, startedAt: at, seenAt: at } })
  return name
}

test('every role of the staff sees the jobs with their last run; operators and admins may have them tried again', async () => {
  const name = await knownJob()
  const run = { id: randomUUID(), name, milliseconds: 1500, counts: { accounts: 3 } }
  await insertJobRun(house.db, { ...run, outcome: 'done', error: null })
  for (const role of STAFF_ROLES) {
    const { jobs, workers, mayRetry } = await listJobs(staffCaller(role), {}, house)
    expect(workers).toBeGreaterThan(0)
    expect(mayRetry).toBe(role === 'operator' || role === 'admin')
    const job = jobs.find((found) => found.name === name)
    expect(job).toMatchObject({ state: 'well', lastRun: { outcome: 'done', counts: { accounts: 3 } } })
    expect((job?.lastRun?.finishedAt ?? 0n) - (job?.lastRun?.startedAt ?? 0n)).toBe(1_500_000n)
  }
})

test('the last twenty runs of each job and outcome are kept, so that a failure is not flushed away by successes', async () => {
  const name = await knownJob()
  const run = () => ({ id: randomUUID(), name, milliseconds: 1, counts: {} })
  await insertJobRun(house.db, { ...run(), outcome: 'failed', error: 'x'.repeat(1000) })
  for (let i = 0; i < 25; i++) await insertJobRun(house.db, { ...run(), outcome: 'done', error: null })
  expect(await house.db.jobRun.count({ where: { name } })).toBe(21)
  const { jobs } = await listJobs(staffCaller('auditor'), {}, house)
  const job = jobs.find((found) => found.name === name)
  expect(job).toMatchObject({ lastRun: { outcome: 'done' }, lastFailure: { error: 'x'.repeat(500) } })
})

test('listing refuses visitors and customers', async () => {
  const { caller } = await testPerson(house)
  expect(await kindsRefused((who) => listJobs(who, {}, house), [visitorCaller(), caller])).toEqual([
    'unauthenticated',
    'not-found',
  ])
})
