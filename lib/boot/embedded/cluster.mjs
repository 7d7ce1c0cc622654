import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { OWNER } from './connection.mjs'

/** @import { Operator } from './operator.mjs' */

/** The C locale sorts the same everywhere; UTC keeps the server's clock readable. */
export const postgresEnvironment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }

/**
 * Makes the data folder unless it is there: password sign-in (SCRAM), checksums on. It gets its name only when whole,
 * so an interrupted first start begins again.
 * @param {{ folder: string, bin: string, operator: Operator, password: string }} wanted
 */
export function ensureCluster({ folder, bin, operator, password }) {
  if (fs.existsSync(path.join(folder, 'PG_VERSION'))) return
  const partial = `${folder}.new`
  fs.rmSync(partial, { recursive: true, force: true })
  fs.mkdirSync(partial, { mode: 0o700 })
  const passwordFile = `${partial}.password`
  fs.writeFileSync(passwordFile, password, { mode: 0o600 })
  if (operator.uid !== undefined && operator.gid !== undefined) {
    fs.chownSync(partial, operator.uid, operator.gid)
    fs.chownSync(passwordFile, operator.uid, operator.gid)
  }
  try {
    runInitdb(bin, operator, partial, passwordFile)
  } finally {
    fs.rmSync(passwordFile, { force: true })
  }
  fs.renameSync(partial, folder)
}

/** @param {string} bin @param {Operator} operator @param {string} folder @param {string} passwordFile */
function runInitdb(bin, operator, folder, passwordFile) {
  const made = spawnSync(
    path.join(bin, 'initdb'),
    [
      '-D',
      folder,
      '-U',
      OWNER,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--data-checksums',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ],
    { ...operator, env: postgresEnvironment, encoding: 'utf8', cwd: '/' },
  )
  if (made.status === 0) return
  const reason = made.error?.message ?? `${made.stdout}${made.stderr}`.trim()
  throw new Error(`PostgreSQL could not make its data folder ${folder}: ${reason}`)
}
