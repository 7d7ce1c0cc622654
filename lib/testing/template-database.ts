import pg from 'pg'
import { dataHome } from '@/lib/boot/data-home.mjs'
import { embeddedUrl } from '@/lib/boot/embedded/connection.mjs'
import { fingerprint } from '@/lib/boot/fingerprint.mjs'
import { withLock } from '@/lib/boot/lock.mjs'
import { ensureMigrated } from '@/lib/boot/migrations.mjs'

/** The address of a database on the tests' own PostgreSQL. */
export function testUrl(database: string): string {
  return embeddedUrl(dataHome(), database)
}

/** Runs statements as the tests' server owner, outside any one test's database. */
export async function onServer(...statements: string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: testUrl('postgres') })
  await client.connect()
  try {
    const names: string[] = []
    for (const statement of statements) {
      const { rows } = await client.query<{ datname?: string }>(statement)
      names.push(...rows.flatMap((row) => row.datname ?? []))
    }
    return names
  } finally {
    await client.end()
  }
}

/** The migrated, empty database that all test databases are copied from; made once per state of the migrations. Returns its name. */
export async function ensureTemplate(): Promise<string> {
  const name = `template_${fingerprint(['prisma/migrations', 'node_modules/graphile-worker/package.json'])}`
  await withLock(`${dataHome()}/template.lock`, async () => {
    const found = await onServer(`SELECT datname FROM pg_database WHERE datname = '${name}'`)
    if (found.length > 0) return
    const partial = `${name}_partial`
    await onServer(`DROP DATABASE IF EXISTS ${partial} WITH (FORCE)`, `CREATE DATABASE ${partial}`)
    await ensureMigrated(testUrl(partial))
    await onServer(`ALTER DATABASE ${partial} RENAME TO ${name}`)
  })
  return name
}

/**
 * Copies the template. A commit does not wait for the disk: here no server is killed, and what a crash leaves is proven by the faults on a
 * server of their own.
 */
export async function createFromTemplate(template: string, name: string): Promise<void> {
  await onServer(
    `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
    `CREATE DATABASE ${name} TEMPLATE ${template}`,
    `ALTER DATABASE ${name} SET synchronous_commit = off`,
  )
}

export async function dropDatabase(name: string): Promise<void> {
  await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}
