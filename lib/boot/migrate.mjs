// npm run db:migrate: applies what is missing; `npm run db:migrate -- NAME` writes a migration from changes of the schema first.
import { executeTool } from './command.mjs'
import { openDatabase } from './database.mjs'
import { loadSettings } from './environment.mjs'
import { ensureClient } from './generate.mjs'
import { ensureMigrated } from './migrations.mjs'
import { say } from './progress.mjs'
import { runToEnd } from './stopping.mjs'

await runToEnd(async () => {
  const [name] = process.argv.slice(2)
  loadSettings()
  const { url } = await openDatabase()
  if (name) {
    const env = { DATABASE_URL: url }
    const { code } = await executeTool('prisma', ['migrate', 'dev', '--name', name], { env, output: 'shown' })
    if (code !== 0) return code
  } else {
    say((await ensureMigrated(url)) ? 'The migrations are applied.' : 'There is nothing to apply.')
  }
  await ensureClient()
  return 0
})
