import fs from 'node:fs'
import path from 'node:path'
import { dataHome } from '../data-home.mjs'
import { inProject } from '../paths.mjs'

/** Where the tests keep their own PostgreSQL and build: never what `npm start` uses. */
export const TEST_HOME = path.join(dataHome(), 'test')
export const TEST_BUILD = '.next-test'

/**
 * Points this process, and all it starts, to the tests' own folders, with every setting of the product unset: neither the
 * caller's environment nor `.env` reaches a test.
 */
export function enterTestEnvironment() {
  const example = fs.readFileSync(inProject('.env.example'), 'utf8')
  const names = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name ?? '')
  for (const name of names) if (name !== 'CHROMIUM_PATH') process.env[name] = ''
  process.env.COMPTOIR_DATA_DIR = TEST_HOME
  process.env.COMPTOIR_BUILD_DIR = TEST_BUILD
}
