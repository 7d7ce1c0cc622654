// npm test: every check and test on a database, build and port of its own. `npm test -- unit browser` runs some steps only.
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { withLock } from './lock.mjs'
import { requireNode } from './node-version.mjs'
import { complain, say, section, step } from './progress.mjs'
import { isStopping, runToEnd } from './stopping.mjs'
import { NONE, ONE_FAILED, sum } from './tests/counts.mjs'
import { enterTestEnvironment, TEST_HOME } from './tests/environment.mjs'

/** @import { Counts } from './tests/counts.mjs' */
/** @import { Step } from './tests/steps.mjs' */

await runToEnd(async () => {
  const counts = await runAll(process.argv.slice(2)).catch((error) => {
    complain(error instanceof Error ? error.message : String(error))
    return ONE_FAILED
  })
  if (isStopping()) return 1
  say(`\ntests: ${counts.passed} passed, ${counts.failed} failed`)
  return counts.failed === 0 ? 0 : 1
})

/** @param {string[]} names @returns {Promise<Counts>} */
async function runAll(names) {
  requireNode()
  enterTestEnvironment()
  await step('Packages', ensureInstalled)
  const { STEPS } = await import('./tests/steps.mjs')
  const unknown = names.filter((name) => !STEPS.some((one) => one.name === name))
  if (unknown.length > 0)
    throw new Error(`No such step: ${unknown.join(', ')}. There are: ${STEPS.map((one) => one.name).join(', ')}.`)
  const wanted = STEPS.filter((one) => (names.length > 0 ? names.includes(one.name) : one.isDefault))
  return withLock(path.join(TEST_HOME, 'run.lock'), () => runSteps(wanted), 1000)
}

/** One after the other, whichever fails. @param {Step[]} steps */
async function runSteps(steps) {
  const counts = []
  for (const { title, run } of steps) {
    if (isStopping()) return NONE
    counts.push(await section(title, () => run().catch(told)))
  }
  return sum(counts)
}

/** @param {Error} error */
function told(error) {
  complain(error.message)
  return ONE_FAILED
}
