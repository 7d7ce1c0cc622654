// npm run demo:reset: forgets the embedded database and tells the demo story again, also under a running start.
import fs from 'node:fs'
import path from 'node:path'
import { dataHome } from './data-home.mjs'
import { openDatabase } from './database.mjs'
import { DATABASE } from './embedded/connection.mjs'
import { loadSettings, productEnvironment } from './environment.mjs'
import { ensureClient } from './generate.mjs'
import { ensureMigrated } from './migrations.mjs'
import { step } from './progress.mjs'
import { recreateDatabase } from './recreate.mjs'
import { seed } from './seed.mjs'
import { runToEnd } from './stopping.mjs'
import { keepStory, printLogins, requireDemo } from './story.mjs'

await runToEnd(async () => {
  loadSettings()
  if (process.env.DATABASE_URL) {
    throw new Error(
      'demo:reset empties only the embedded database. DATABASE_URL is set: empty that one yourself, then run `npm run seed`.',
    )
  }
  requireDemo()
  const database = await step('Database', openDatabase)
  await step('Empty database', recreate)
  await step('Database client', ensureClient)
  await step('Migrations', () => ensureMigrated(database.url))
  const env = { ...productEnvironment(database), COMPTOIR_DEMO: 'on' }
  await step('Demo story', (tell) => seed(env, tell))
  keepStory('on')
  printLogins()
  return 0
})

/** A running application loses its connections and makes new ones. */
async function recreate() {
  fs.rmSync(path.join(dataHome(), 'demo-logins.json'), { force: true })
  await recreateDatabase(dataHome(), DATABASE)
}
