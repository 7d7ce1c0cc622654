import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/lib/testing/database'
import { isAlive } from './embedded/pidfile.mjs'
import { serveWorker } from './serve-worker.mjs'

let database: { url: string; drop: () => Promise<void> }
let owner: pg.Client
let worker: ReturnType<typeof serveWorker>

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const env = { ...process.env, DATABASE_URL: database.url, DATABASE_ROLE: 'comptoir_app', LOG_LEVEL: 'warn' }
  worker = serveWorker({ env })
})
afterAll(async () => {
  await worker.stop()
  await owner.end()
  await database.drop()
})

const eventually = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 28_000, interval: 50 })

/** Who runs the job now. */
async function runnerOf(name: string): Promise<string | null> {
  const { rows } = await owner.query('SELECT locked_by FROM graphile_worker.jobs WHERE key = $1', [name])
  return rows[0]?.locked_by ?? null
}

test('a worker killed in the middle of a job comes back by itself and runs the job again', async () => {
  // Whoever holds the whole table keeps the job in its middle.
  await owner.query('BEGIN')
  await owner.query('LOCK TABLE outbox_event')
  const first = await eventually(async () => {
    const runner = await runnerOf('alerts.deliver-outbox')
    expect(runner).not.toBeNull()
    return runner
  })
  const pid = worker.pid() ?? 0
  process.kill(pid, 'SIGKILL')
  await eventually(async () => {
    const runner = await runnerOf('alerts.deliver-outbox')
    expect(runner).not.toBeNull()
    expect(runner).not.toBe(first)
  })
  await owner.query('COMMIT')
  await eventually(async () => {
    const { rows } = await owner.query(`SELECT FROM job_run WHERE name = 'alerts.deliver-outbox' AND outcome = 'done'`)
    expect(rows).toHaveLength(1)
  })
}, 90_000)

test('a worker that is stopped ends in good order and is not started again', async () => {
  const pid = await eventually(async () => {
    const found = worker.pid()
    expect(found).toBeDefined()
    return found ?? 0
  })
  await worker.stop()
  expect(isAlive(pid)).toBe(false)
  const { rows } = await owner.query('SELECT FROM job_worker WHERE stopped_at IS NULL')
  expect(rows).toEqual([])
  await new Promise((wake) => setTimeout(wake, 1500))
  expect(worker.pid()).toBeUndefined()
})
