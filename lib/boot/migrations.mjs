import fs from 'node:fs'
import pg from 'pg'
import { runTool } from './command.mjs'
import { ensureJobSchema } from './job-schema.mjs'
import { inProject } from './paths.mjs'

/** PostgreSQL's word for a database that does not exist: Prisma will make it. */
const DATABASE_MISSING = '3D000'

/** Applies the migrations that a database lacks, the job queue's own among them. Returns whether there were some. @param {string} url the owner's address */
export async function ensureMigrated(url) {
  const isNew = await applyOwn(url)
  return (await ensureJobSchema(url)) || isNew
}

/** Asks Prisma only when there is something to apply. @param {string} url */
async function applyOwn(url) {
  const wanted = migrationNames()
  const applied = await appliedMigrations(url)
  if (wanted.every((name) => applied.includes(name)) && wanted.length === applied.length) return false
  await runTool('prisma', ['migrate', 'deploy'], { env: { DATABASE_URL: url } })
  return true
}

/** The migrations of the project, in order. */
function migrationNames() {
  const entries = fs.readdirSync(inProject('prisma/migrations'), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** @param {string} url @returns {Promise<string[]>} finished ones; a failed one is left for Prisma to explain */
async function appliedMigrations(url) {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
    if (!rows[0]?.there) return []
    const done = await client.query(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    return done.rows.map((row) => String(row.migration_name))
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === DATABASE_MISSING) return []
    throw error
  } finally {
    await client.end()
  }
}
