// npm run check: types, style, unused code, and the house's own rules. Every check runs, whichever fails.
import fs from 'node:fs'
import { runTool } from './command.mjs'
import { ensureClient } from './generate.mjs'
import { ensureInstalled } from './install.mjs'
import { inProject } from './paths.mjs'
import { complain, step } from './progress.mjs'
import { findRunning } from './running.mjs'
import { runToEnd } from './stopping.mjs'

/** @type {[string, () => Promise<unknown>][]} */
const CHECKS = [
  ['Packages', ensureInstalled],
  ['Database client', ensureClient],
  ['Types of routes', generateRouteTypes],
  ['Types', () => runTool('tsc', ['--noEmit'])],
  ['Lint and format', () => runTool('biome', ['check', '--error-on-warnings', '.'])],
  ['Unused code', () => runTool('knip', [])],
  ['Rings and tidiness', () => runTool('vitest', ['run', 'lib/testing/rings', 'lib/testing/tidy'])],
]

await runToEnd(async () => {
  /** @type {string[]} */
  const failures = []
  for (const [name, work] of CHECKS) {
    await step(name, work).catch((error) => failures.push(`${name}: ${error.message}`))
  }
  for (const failure of failures) complain(`\n${failure}`)
  return failures.length === 0 ? 0 : 1
})

async function generateRouteTypes() {
  // The development server's own types grow old once it has stopped.
  if (!findRunning('dev')) fs.rmSync(inProject('.next/dev/types'), { recursive: true, force: true })
  await runTool('next', ['typegen'], { env: { COMPTOIR_BUILD_DIR: '' } })
}
