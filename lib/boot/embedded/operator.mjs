import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { PROJECT } from '../paths.mjs'

/** @typedef {{ uid?: number, gid?: number }} Operator The user that runs PostgreSQL; empty when it is the current one. */

/**
 * PostgreSQL refuses to run as root, so root hands it to `postgres`, else to `nobody`.
 * Throws when root finds neither.
 * @returns {Operator}
 */
export function databaseOperator() {
  if (process.getuid?.() !== 0) return {}
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has neither a "postgres" nor a "nobody" account to run it as. ' +
      'Run as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

/**
 * A folder that the operator can enter: `home` itself, else one under /var/lib kept for this project
 * (a project below a private home folder, as root).
 * @param {string} home @param {Operator} operator
 */
export function reachableHome(home, operator) {
  fs.mkdirSync(home, { recursive: true })
  if (operator.uid === undefined || canEnter(home, operator)) return home
  const key = createHash('sha256').update(PROJECT).update(home).digest('hex').slice(0, 12)
  const elsewhere = path.join('/var/lib/comptoir', key)
  fs.mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  return elsewhere
}

/** @param {string} folder @param {Operator} operator */
function canEnter(folder, operator) {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...operator, cwd: '/', stdio: 'ignore' }).status === 0
}
