import { randomBytes } from 'node:crypto'
import { createFromTemplate, dropDatabase, ensureTemplate, testUrl } from './template-database'

/** The database of this test worker: migrated, shared by the files it runs, so that each test makes an account of its own. */
export function testDatabase(): string {
  return testUrl(workerDatabase(process.env.COMPTOIR_TEST_RUN ?? '', process.env.VITEST_POOL_ID ?? ''))
}

export function workerDatabase(run: string, worker: string): string {
  return `worker_${run}_${worker}`
}

/** A migrated database for one test alone, for what looks at a whole ledger or damages it. Drop it at the end. */
export async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `fresh_${process.env.COMPTOIR_TEST_RUN ?? process.pid}_${randomBytes(4).toString('hex')}`
  await createFromTemplate(await ensureTemplate(), name)
  return { url: testUrl(name), drop: () => dropDatabase(name) }
}
