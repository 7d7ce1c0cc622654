import fs from 'node:fs'
import { dataHome } from './data-home.mjs'
import { inProject } from './paths.mjs'
import { findRunning } from './running.mjs'
import { keptSecret } from './secret.mjs'
import { chooseStory } from './story.mjs'

/** @import { OpenDatabase } from './database.mjs' */

/** Takes the settings of `.env`, when there is one; what the environment already has wins. Throws when DATABASE_URL is no address. */
export function loadSettings() {
  if (fs.existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'))
  const url = process.env.DATABASE_URL
  if (!url || URL.canParse(url)) return
  throw new Error(
    'DATABASE_URL is no address. It must be like postgresql://user:password@host:5432/database, or unset.',
  )
}

/** What only the commands read, besides the settings of lib/config.ts. */
export const BOOT_SETTINGS = [
  'COMPTOIR_DATA_DIR',
  'COMPTOIR_BUILD_DIR',
  'ALLOW_ASYNC_COMMIT',
  'CHROMIUM_PATH',
  'COMPTOIR_KEY',
]

export const port = () => Number(process.env.PORT || 3000)
export const host = () => process.env.HOST || '127.0.0.1'

/** The public address: NEXTAUTH_URL, else the local one. */
function publicAddress() {
  return process.env.NEXTAUTH_URL || localAddress()
}

/** Where the product of this folder is reached from here: the address of a start beside us, else the usual one. */
export function localAddress() {
  const running = findRunning('start') ?? findRunning('dev')
  return running?.url || `http://localhost:${port()}`
}

/** The API key that the commands use when they are given none. */
export const givenKey = () => process.env.COMPTOIR_KEY

/** What the product's own processes get: every setting that has no default of its own. @param {OpenDatabase} database */
export function productEnvironment({ url, role }) {
  return {
    COMPTOIR_DATA_DIR: dataHome(),
    COMPTOIR_DEMO: chooseStory(false),
    DATABASE_URL: url,
    DATABASE_ROLE: role,
    PORT: String(port()),
    HOST: host(),
    NEXTAUTH_URL: publicAddress(),
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || keptSecret(dataHome()),
  }
}
