import path from 'node:path'
import pg from 'pg'
import { ensureBuilt } from '@/lib/boot/build.mjs'
import { dataHome } from '@/lib/boot/data-home.mjs'
import { embeddedUrl } from '@/lib/boot/embedded/connection.mjs'
import { ensureMigrated } from '@/lib/boot/migrations.mjs'
import { holdPostgres } from '@/lib/boot/postgres.mjs'
import { onStop } from '@/lib/boot/stopping.mjs'
import { enterTestEnvironment, TEST_BUILD } from '@/lib/boot/tests/environment.mjs'
import { childrenOf } from './processes'

export const APPLICATION_ROLE = 'comptoir_app'

/** A PostgreSQL of our own with one newly made, migrated database. */
export interface Cluster {
  home: string
  /** As the owner of the tables. */
  url: string
  /** The server's processes, the postmaster first. Throws when it does not run. */
  processes: () => number[]
  /** Starts it again on the same port after it died. */
  restart: () => Promise<void>
  /** Changes settings of the running server, by name. */
  configure: (settings: Readonly<Record<string, string | number>>) => Promise<void>
  logFile: string
}

/**
 * Points this process to the tests' folders, whatever the caller's settings (COMPTOIR_DATA_DIR and COMPTOIR_BUILD_DIR stay).
 * Returns the folder for what is kept under the name.
 */
export function enterHarness(name: string): string {
  const { COMPTOIR_DATA_DIR, COMPTOIR_BUILD_DIR } = process.env
  enterTestEnvironment()
  if (COMPTOIR_DATA_DIR) process.env.COMPTOIR_DATA_DIR = COMPTOIR_DATA_DIR
  if (COMPTOIR_BUILD_DIR) process.env.COMPTOIR_BUILD_DIR = COMPTOIR_BUILD_DIR
  return path.join(dataHome(), name)
}

/** The folder of the build that is served. */
export function buildFolder(): string {
  return process.env.COMPTOIR_BUILD_DIR || TEST_BUILD
}

export async function ensureServedBuild(): Promise<boolean> {
  return ensureBuilt(buildFolder())
}

/** Starts the PostgreSQL of `home` with an empty, migrated database; it is stopped when this process stops. */
export async function openCluster(home: string, database: string): Promise<Cluster> {
  const postgres = await holdPostgres(home)
  onStop(() => postgres.release())
  await recreate(home, database)
  const url = embeddedUrl(home, database)
  await ensureMigrated(url)
  return {
    home,
    url,
    processes: () => {
      const pid = postgres.pid()
      if (pid === undefined) throw new Error('PostgreSQL does not run.')
      return [pid, ...childrenOf(pid)]
    },
    restart: postgres.restart,
    configure: (settings) => {
      const changes = Object.entries(settings).map(([name, value]) => `ALTER SYSTEM SET ${name} = '${value}'`)
      return asOwner(home, [...changes, 'SELECT pg_reload_conf()'])
    },
    logFile: path.join(home, 'postgres.log'),
  }
}

/** Makes the database anew, with nothing in it. */
export async function recreate(home: string, database: string): Promise<void> {
  await asOwner(home, [`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`, `CREATE DATABASE ${database}`])
}

/** Rows of one statement, as the owner of the tables. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

async function asOwner(home: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: embeddedUrl(home, 'postgres') })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
