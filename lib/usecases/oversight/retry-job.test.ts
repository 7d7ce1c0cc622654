import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import { staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { listJobs } from './list-jobs'
import { retryJob } from './retry-job'

const house = testHouse()
const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

/** A job in the queue, in a state of its own. */
async function queuedJob(state: string): Promise<string> {
  const name = `test.${randomUUID()}`
  await owner.query('SELECT graphile_worker.add_job($1, job_key := $1)', [name])
  await owner.query(`UPDATE graphile_worker._private_jobs SET ${state} WHERE key = $1`, [name])
  return name
}
const FAILED = `attempts = 4, last_error = 'No.', run_at = now() + interval '50 seconds'`

test('a failed job that waits is tried again now, with its tries as they are; who asked stands in the audit log', async () => {
  const name = await queuedJob(FAILED)
  const operator = staffCaller('operator')
  await retryJob(operator, { name }, house)
  const { rows } = await owner.query(
    'SELECT attempts, run_at <= now() AS is_due FROM graphile_worker.jobs WHERE key = $1',
    [name],
  )
  expect(rows).toEqual([{ attempts: 4, is_due: true }])
  expect(await house.db.auditEntry.findMany({ where: { subject: `job:${name}` } })).toMatchObject([
    { actor: `staff:${operator.userId}`, verb: 'oversight.retry-job' },
  ])
})

test('a job that runs, waits for its first try, or is not there is left alone', async () => {
  const running = await queuedJob(`attempts = 4, locked_at = now(), locked_by = 'somebody'`)
  const first = await queuedJob(`run_at = now() + interval '50 seconds'`)
  for (const name of [running, first, 'test.nowhere']) {
    const refusal = await refusalOf(retryJob(staffCaller('admin'), { name }, house))
    expect([refusal.kind, refusal.facts.rule]).toEqual(['conflict', 'job-not-waiting'])
    expect(await house.db.auditEntry.count({ where: { subject: `job:${name}` } })).toBe(0)
  }
})

test('the application can look at the queue and have a failed job tried again, and nothing else', async () => {
  const name = await queuedJob(FAILED)
  await expect(house.db.$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${name}`).rejects.toThrow(
    'permission denied',
  )
  await expect(house.db.$executeRaw`SELECT graphile_worker.add_job('test.more')`).rejects.toThrow('permission denied')
  expect((await listJobs(staffCaller('auditor'), {}, house)).jobs).toBeDefined()
})

test('trying again refuses other roles of the staff, visitors and customers', async () => {
  const name = await queuedJob(FAILED)
  const { caller } = await testPerson(house)
  const others = STAFF_ROLES.filter((role) => role !== 'operator' && role !== 'admin').map(staffCaller)
  const kinds = await kindsRefused((who) => retryJob(who, { name }, house), [...others, visitorCaller(), caller])
  expect(kinds).toEqual([...others.map(() => 'forbidden'), 'unauthenticated', 'not-found'])
})
