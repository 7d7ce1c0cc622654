// npm start, npm run dev: from a fresh clone to a served product. Only Node's own modules until the packages are there.
import { CommandFailed } from './command.mjs'
import { isFree } from './embedded/connection.mjs'
import { host, loadSettings, port } from './environment.mjs'
import { ensureInstalled } from './install.mjs'
import { requireNode } from './node-version.mjs'
import { complain, say, step } from './progress.mjs'
import { findRunning } from './running.mjs'
import { isStopping, runToEnd } from './stopping.mjs'

const mode = process.argv.includes('--dev') ? 'dev' : 'start'
const isEmpty = process.argv.includes('--empty')

await runToEnd(async () => {
  requireNode()
  loadSettings()
  await requireFreePort()
  say('Comptoir\n')
  await step('Packages', ensureInstalled).catch(explainInstall)
  const { serveProduct } = await import('./product.mjs')
  const end = await serveProduct({ mode, isEmpty })
  if (!isStopping())
    complain(
      `\nThe application ${end}. Nothing confirmed is lost; start it again with \`npm ${mode === 'start' ? 'start' : 'run dev'}\`.`,
    )
  return 1
})

async function requireFreePort() {
  const running = findRunning(mode)
  if (running) {
    throw new Error(
      `Comptoir already runs from this folder, at ${running.url} (process ${running.pid}). Stop that one first.`,
    )
  }
  if (await isFree(port(), host())) return
  throw new Error(
    `Port ${port()} on ${host()} is in use by another program. Stop that one, or choose another: PORT=${port() + 1} npm start`,
  )
}

/** @param {unknown} error @returns {never} */
function explainInstall(error) {
  const reason = error instanceof CommandFailed ? error.message : String(error)
  throw new Error(
    `The packages could not be installed.\n${reason}\nCheck that this machine reaches the npm registry, then try again.`,
  )
}
