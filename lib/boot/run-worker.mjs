// npm run worker: runs the jobs, beside any number of other workers and applications on the same database, until Ctrl-C.
import { checkSettings } from './check-settings.mjs'
import { openDatabase } from './database.mjs'
import { loadSettings, productEnvironment } from './environment.mjs'
import { ensureClient } from './generate.mjs'
import { keepPostgres } from './keep-postgres.mjs'
import { ensureMigrated } from './migrations.mjs'
import { say, step } from './progress.mjs'
import { serveWorker } from './serve-worker.mjs'
import { runToEnd } from './stopping.mjs'

await runToEnd(async () => {
  loadSettings()
  const database = await step('Database', openDatabase)
  const env = productEnvironment(database)
  await checkSettings(env)
  await step('Database client', ensureClient)
  await step('Migrations', () => ensureMigrated(database.url))
  if (database.postgres) void keepPostgres(database.postgres)
  serveWorker({ env })
  say('\n  The worker runs jobs; the staff sees them at /admin/jobs. Ctrl-C stops it.')
  return await new Promise(() => setInterval(() => {}, 60_000))
})
