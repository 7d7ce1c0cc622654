import fs from 'node:fs'
import pg from 'pg'
import { inProject } from './paths.mjs'

/** Makes or updates the queue's own schema, in a database that has our migrations. Returns whether there was something to do. @param {string} url the owner's address */
export async function ensureJobSchema(url) {
  if ((await appliedRevision(url)) >= ownRevision()) return false
  const { Logger, runMigrations } = await import('graphile-worker')
  await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) })
  return true
}

/** The newest revision that the installed package brings. */
function ownRevision() {
  const names = fs.readdirSync(inProject('node_modules/graphile-worker/sql'))
  return Math.max(...names.map((name) => Number.parseInt(name, 10)))
}

/** @param {string} url @returns {Promise<number>} 0 before the first */
async function appliedRevision(url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(`SELECT to_regclass('graphile_worker.migrations') IS NOT NULL AS there`)
    if (!rows[0]?.there) return 0
    const newest = await client.query('SELECT coalesce(max(id), 0) AS id FROM graphile_worker.migrations')
    return Number(newest.rows[0]?.id)
  } finally {
    await client.end()
  }
}
