// npm run verify, seed: runs a TypeScript file of the project with the database and the settings in place.
// npm run db: no file, only the database, until Ctrl-C.
import { checkSettings } from './check-settings.mjs'
import { executeScript } from './command.mjs'
import { openDatabase } from './database.mjs'
import { loadSettings, productEnvironment } from './environment.mjs'
import { ensureClient } from './generate.mjs'
import { ensureMigrated } from './migrations.mjs'
import { say } from './progress.mjs'
import { runToEnd } from './stopping.mjs'

await runToEnd(async () => {
  const [file, ...args] = process.argv.slice(2)
  loadSettings()
  const database = await openDatabase()
  await checkSettings(productEnvironment(database))
  await ensureClient()
  await ensureMigrated(database.url)
  if (file) return (await executeScript(file, args, { env: productEnvironment(database), output: 'shown' })).code
  say(`PostgreSQL runs at ${database.url}\nCtrl-C stops it.`)
  return await new Promise(() => setInterval(() => {}, 60_000))
})
