// The steps of npm test, in order. Each answers with what it counted.
import fs from 'node:fs'
import path from 'node:path'
import { browserVersion, ensureBrowser } from '../browser.mjs'
import { ensureBuilt } from '../build.mjs'
import { execute, executeScript, executeTool } from '../command.mjs'
import { embeddedUrl } from '../embedded/connection.mjs'
import { inProject } from '../paths.mjs'
import { holdPostgres } from '../postgres.mjs'
import { say } from '../progress.mjs'
import { isStopping } from '../stopping.mjs'
import { NONE, ONE_FAILED, playwrightCounts, vitestCounts } from './counts.mjs'
import { TEST_BUILD, TEST_HOME } from './environment.mjs'
import { serveForTests } from './served.mjs'

/** @import { Counts } from './counts.mjs' */
/** @typedef {{ name: string, title: string, isDefault: boolean, run: () => Promise<Counts> }} Step */

/** @type {Step[]} */
export const STEPS = [
  { name: 'check', title: 'Types, lint, format, unused code, rings', isDefault: true, run: check },
  { name: 'unit', title: 'Unit and database tests', isDefault: true, run: unit },
  { name: 'migrations', title: 'Migrations agree with the schema', isDefault: true, run: migrations },
  { name: 'build', title: 'Build', isDefault: true, run: build },
  { name: 'browser', title: 'Browser tests', isDefault: true, run: () => browser([], {}) },
  {
    name: 'axe',
    title: 'Accessibility, every page',
    isDefault: false,
    run: () => browser(['e2e/axe.spec.ts'], { AXE: 'whole' }),
  },
  { name: 'faults', title: 'Faults, three-minute smoke', isDefault: true, run: faults },
]

async function check() {
  const { code } = await execute(process.execPath, [inProject('lib/boot/check.mjs')], { output: 'shown' })
  return code === 0 ? NONE : ONE_FAILED
}

async function unit() {
  const report = path.join(TEST_HOME, 'vitest.json')
  fs.rmSync(report, { force: true })
  // The rings and tidiness are the step "check".
  const args = ['run', '--exclude=lib/testing/{rings,tidy}.test.ts', '--reporter=default', '--reporter=json']
  const { code } = await executeTool('vitest', [...args, `--outputFile.json=${report}`], { output: 'shown' })
  return vitestCounts(report, code)
}

async function migrations() {
  const postgres = await holdPostgres(TEST_HOME)
  try {
    const args = [
      'migrate',
      'diff',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      'prisma/schema',
      '--exit-code',
    ]
    const env = { DATABASE_URL: embeddedUrl(TEST_HOME) }
    const { code, output } = await executeTool('prisma', args, { env })
    if (code === 0) say('They agree.')
    else if (!isStopping())
      say(`${output}\nThe schema and the migrations differ: \`npm run db:migrate -- NAME\` writes a migration.`)
    return code === 0 ? NONE : ONE_FAILED
  } finally {
    await postgres.release()
  }
}

/** @type {Promise<boolean> | undefined} */
let built
/** One build serves all steps, and a failed one is not tried again. */
const buildOnce = () => {
  built ??= ensureBuilt(TEST_BUILD)
  return built
}

async function build() {
  const isNew = await buildOnce()
  say(isNew ? 'Built.' : 'Nothing changed since the last one.')
  return NONE
}

/** @param {string[]} files @param {Record<string, string>} extra */
async function browser(files, extra) {
  const program = await ensureBrowser()
  say(`${browserVersion(program)} at ${program}`)
  await buildOnce()
  const application = await serveForTests()
  const env = { ...application.env, ...extra, CHROMIUM_PATH: program }
  const report = inProject('test-results/playwright.json')
  fs.rmSync(report, { force: true })
  const { code } = await executeTool('playwright', ['test', ...files], { env, output: 'shown' })
  await application.stop()
  if (code !== 0) say(`What the application printed is in ${path.join(TEST_HOME, 'application.log')}.`)
  return playwrightCounts(report, code)
}

async function faults() {
  await buildOnce()
  const { code } = await executeScript('e2e/faults/run.ts', ['--smoke'], { output: 'shown' })
  return code === 0 ? NONE : ONE_FAILED
}
