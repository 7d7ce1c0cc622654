import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { dataHome } from './data-home.mjs'
import { say } from './progress.mjs'

/** @typedef {'on' | 'off'} Demo */

/**
 * Whether this database tells the demo story: as asked, else as it was begun, so that a plain start never pours demo data
 * into a database that was begun empty. Throws when an empty one is asked for where the story already stands.
 * @param {boolean} isEmptyAsked @returns {Demo}
 */
export function chooseStory(isEmptyAsked) {
  const begun = storyBegun()
  if (isEmptyAsked && begun === 'on') {
    throw new Error(
      `The database in ${dataHome()} already tells the demo story. To start empty, keep it elsewhere: ` +
        '`COMPTOIR_DATA_DIR=.data/empty npm run start:empty`; or remove that folder if you need nothing in it.',
    )
  }
  if (isEmptyAsked) return 'off'
  const asked = process.env.COMPTOIR_DEMO || begun || 'on'
  return asked === 'off' ? 'off' : 'on'
}

/** Throws where the database was begun empty: what stands in it may be real. */
export function requireDemo() {
  if (storyBegun() !== 'off') return
  throw new Error(
    `The database in ${dataHome()} was begun empty, so what it holds may be real: it is left alone. ` +
      'For a demo beside it: `COMPTOIR_DATA_DIR=.data/demo npm start`.',
  )
}

/** @param {Demo} demo */
export function keepStory(demo) {
  fs.writeFileSync(storyFile(), demo)
}

/** Prints who can sign in to the demo, as the seed left it. */
export function printLogins() {
  const file = path.join(dataHome(), 'demo-logins.json')
  if (!fs.existsSync(file)) return
  /** @type {{ note: string, logins: { email: string, password: string, what: string }[] }} */
  const { note, logins } = JSON.parse(fs.readFileSync(file, 'utf8'))
  const width = Math.max(...logins.map((login) => login.email.length))
  say(`\n  ${note}`)
  for (const { email, password, what } of logins) say(`  ${email.padEnd(width)}  ${password}  ${what}`)
}

/** How the database was begun; undefined before its first start. */
const storyBegun = () => (fs.existsSync(storyFile()) ? fs.readFileSync(storyFile(), 'utf8') : undefined)

/** One note for each database: the embedded one, and any other by its address. */
function storyFile() {
  const url = process.env.DATABASE_URL
  const { host, pathname } = new URL(url || 'postgresql://embedded/')
  const name = url
    ? `story-${createHash('sha256')
        .update(host + pathname)
        .digest('hex')
        .slice(0, 12)}`
    : 'story'
  return path.join(dataHome(), name)
}
