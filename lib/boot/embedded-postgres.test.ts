import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAlive } from './embedded/pidfile.mjs'
import { holdPostgres } from './postgres.mjs'

// Below the system's temporary folder, which PostgreSQL's user can enter when the tests run as root.
const home = path.join(os.tmpdir(), `comptoir-postgres-test-${process.pid}`)
const elsewhere = `${home}-second`

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

beforeAll(() => fs.mkdirSync(home, { recursive: true }))
afterAll(() => {
  for (const folder of [home, elsewhere]) fs.rmSync(folder, { recursive: true, force: true })
})

describe('the embedded PostgreSQL', () => {
  test('keeps what was committed over a stop, at the same address', async () => {
    const first = await holdPostgres(home)
    await query(first.url, 'CREATE TABLE mark AS SELECT 7 AS id')
    await first.release()
    expect(first.pid()).toBeUndefined()
    const second = await holdPostgres(home)
    expect(second.url).toBe(first.url)
    expect(await query(second.url, 'SELECT id FROM mark')).toEqual([{ id: 7 }])
    await second.release()
  })

  test('is durable, listens on loopback only, and lets nobody in without the password', async () => {
    const postgres = await holdPostgres(home)
    const settings = [
      'fsync',
      'full_page_writes',
      'synchronous_commit',
      'data_checksums',
      'listen_addresses',
      'TimeZone',
    ]
    const rows = await query(
      postgres.url,
      `SELECT ${settings.map((name) => `current_setting('${name}')`).join(` || ' ' || `)} AS is`,
    )
    expect(rows).toEqual([{ is: 'on on on on 127.0.0.1 UTC' }])
    const stranger = new URL(postgres.url)
    stranger.password = 'wrong'
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
    expect(fs.statSync(path.join(home, 'postgres.json')).mode & 0o777).toBe(0o600)
    await postgres.release()
  })

  test('comes back after kill -9 with what was committed, though its old pidfile still says ready', async () => {
    const postgres = await holdPostgres(home)
    await query(postgres.url, 'CREATE TABLE survivor AS SELECT generate_series(1, 1000) AS id')
    const pid = postgres.pid() ?? 0
    process.kill(pid, 'SIGKILL')
    while (isAlive(pid)) await sleep(10)
    await postgres.restart()
    expect(postgres.pid()).not.toBe(pid)
    expect(await query(postgres.url, 'SELECT count(*)::int FROM survivor')).toEqual([{ count: 1000 }])
    await postgres.release()
  })

  test('a pidfile that names a stranger is neither believed nor signalled', async () => {
    const file = path.join(home, 'postgres', 'postmaster.pid')
    fs.writeFileSync(file, [process.pid, '', '', '1', '', '127.0.0.1', '', 'ready', ''].join('\n'))
    if (process.getuid?.() === 0)
      fs.chownSync(file, fs.statSync(path.dirname(file)).uid, fs.statSync(path.dirname(file)).gid)
    const postgres = await holdPostgres(home)
    expect(postgres.pid()).not.toBe(process.pid)
    await postgres.release()
  }, 90_000)

  test('the last of two users stops it, not the first', async () => {
    const lease = path.join(home, 'postgres-users', String(process.ppid))
    const postgres = await holdPostgres(home)
    fs.writeFileSync(lease, '')
    await postgres.release()
    expect(postgres.pid()).toBeDefined()
    fs.rmSync(lease)
    await postgres.release()
    expect(postgres.pid()).toBeUndefined()
  })

  test('two folders have two servers, each with a password of its own', async () => {
    const [one, other] = await Promise.all([holdPostgres(home), holdPostgres(elsewhere)])
    expect(new URL(one.url).port).not.toBe(new URL(other.url).port)
    expect(new URL(one.url).password).not.toBe(new URL(other.url).password)
    await Promise.all([one.release(), other.release()])
  })
})
