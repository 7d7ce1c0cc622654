// The start's steps that need the packages; loaded once they are there.
import { ensureBuilt } from './build.mjs'
import { checkSettings } from './check-settings.mjs'
import { dataHome } from './data-home.mjs'
import { openDatabase } from './database.mjs'
import { host, port, productEnvironment } from './environment.mjs'
import { ensureClient } from './generate.mjs'
import { keepPostgres } from './keep-postgres.mjs'
import { ensureMigrated } from './migrations.mjs'
import { inProject } from './paths.mjs'
import { say, step } from './progress.mjs'
import { forgetRunning, noteRunning } from './running.mjs'
import { seed } from './seed.mjs'
import { serve } from './serve.mjs'
import { serveWorker } from './serve-worker.mjs'
import { onStop } from './stopping.mjs'
import { chooseStory, keepStory, printLogins } from './story.mjs'

/**
 * Database, client, migrations, seed, build, then serves, with a worker beside, until the application ends. Returns how it ended.
 * @param {{ mode: 'start' | 'dev', isEmpty: boolean }} asked
 */
export async function serveProduct({ mode, isEmpty }) {
  const demo = chooseStory(isEmpty)
  const database = await step('Database', openDatabase)
  if (database.postgres && dataHome() !== inProject('.data')) say(`  Its data is in ${dataHome()}.`)
  await step('Database client', ensureClient)
  await step('Migrations', () => ensureMigrated(database.url))
  const env = { ...productEnvironment(database), COMPTOIR_DEMO: demo }
  await checkSettings(env)
  await step(demo === 'on' ? 'Catalogue and demo story' : 'Catalogue', (tell) => seed(env, tell))
  keepStory(demo)
  if (mode === 'start') await step('Build', () => ensureBuilt('.next'))
  const application = await step('Application', () => serve({ mode, port: port(), host: host(), env }))
  noteRunning(mode, env.NEXTAUTH_URL)
  onStop(() => forgetRunning(mode))
  if (database.postgres) void keepPostgres(database.postgres)
  serveWorker({ env })
  say(`\n  Comptoir is at ${env.NEXTAUTH_URL}`)
  printLogins()
  say('\n  Ctrl-C stops it.')
  return application.ended
}
