import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { postgresBinaries } from './embedded/binaries.mjs'
import { ensureCluster } from './embedded/cluster.mjs'
import { connectionOf, DATABASE, embeddedUrl } from './embedded/connection.mjs'
import { addLease, dropLease } from './embedded/leases.mjs'
import { databaseOperator } from './embedded/operator.mjs'
import { runningServer } from './embedded/pidfile.mjs'
import { startServer, stopServer } from './embedded/postmaster.mjs'
import { withLock } from './lock.mjs'

/**
 * @typedef {object} Postgres
 * @property {string} url the product's database, as its owner
 * @property {() => number | undefined} pid the server's process id while it runs
 * @property {() => Promise<void>} restart starts it again after it died, on the same port
 * @property {() => Promise<void>} release stops it, unless another process still uses it
 */

/**
 * The embedded PostgreSQL whose data is in `home`, started unless it runs. Whoever releases it last stops it.
 * Throws with what to do when it cannot be started.
 * @param {string} home @returns {Promise<Postgres>}
 */
export async function holdPostgres(home) {
  fs.mkdirSync(home, { recursive: true })
  const lock = path.join(home, 'postgres.lock')
  const folder = dataFolder(home)
  await withLock(lock, async () => {
    addLease(home)
    await start(home, 'may-move')
  })
  return {
    url: embeddedUrl(home),
    pid: () => runningServer(folder)?.pid,
    restart: () => withLock(lock, () => start(home, 'must-stay')),
    release: () =>
      withLock(lock, async () => {
        if (dropLease(home)) await stopServer(folder)
      }),
  }
}

/** @param {string} home @param {'may-move' | 'must-stay'} port */
async function start(home, port) {
  const operator = databaseOperator()
  const folder = dataFolder(home)
  const bin = postgresBinaries(home, operator)
  ensureCluster({ folder, bin, operator, password: connectionOf(home).password })
  await startServer({ home, folder, bin, operator }, port)
  await ensureDatabase(home)
}

/** @param {string} home */
const dataFolder = (home) => path.join(home, 'postgres')

/** @param {string} home */
async function ensureDatabase(home) {
  const client = new pg.Client({ connectionString: embeddedUrl(home, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}
