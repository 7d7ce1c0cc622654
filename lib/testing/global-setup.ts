import type { TestProject } from 'vitest/node'
import { dataHome } from '@/lib/boot/data-home.mjs'
import { isAlive } from '@/lib/boot/embedded/pidfile.mjs'
import { ensureClient } from '@/lib/boot/generate.mjs'
import { holdPostgres } from '@/lib/boot/postgres.mjs'
import { workerDatabase } from './database'
import { createFromTemplate, dropDatabase, ensureTemplate, onServer } from './template-database'

type TearDown = () => Promise<void>

const shared = globalThis as { comptoirTestSetup?: { users: number; ready: Promise<TearDown> } | undefined }

/** Before all tests of a run, whichever of its projects they are in. Returns what undoes it, which the last of them does. */
export async function setup(project: TestProject): Promise<TearDown> {
  shared.comptoirTestSetup ??= { users: 0, ready: prepare(project) }
  const found = shared.comptoirTestSetup
  found.users++
  const tearDown = await found.ready
  return async () => {
    if (--found.users > 0) return
    shared.comptoirTestSetup = undefined
    await tearDown()
  }
}

/** The tests' own PostgreSQL and one migrated database for each worker. */
async function prepare(project: TestProject): Promise<TearDown> {
  await ensureClient()
  const postgres = await holdPostgres(dataHome())
  await dropLeftovers()
  const template = await ensureTemplate()
  const run = String(process.pid)
  process.env.COMPTOIR_TEST_RUN = run
  const workers = Array.from({ length: project.config.maxWorkers }, (_, at) => workerDatabase(run, String(at + 1)))
  for (const name of workers) await createFromTemplate(template, name)
  return async () => {
    for (const name of workers) await dropDatabase(name)
    await postgres.release()
  }
}

/** Databases of runs whose process is gone. */
async function dropLeftovers(): Promise<void> {
  const names = await onServer(`SELECT datname FROM pg_database WHERE datname ~ '^(worker|fresh)_[0-9]+_'`)
  for (const name of names) if (!isAlive(Number(name.split('_')[1]))) await dropDatabase(name)
}
