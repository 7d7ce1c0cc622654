import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { findOperator } from './embedded/operator.mjs'
import { PROJECT } from './paths.mjs'

/** @type {Map<string, string>} */
const settled = new Map()

/**
 * Where everything that outlives a run is kept (database, secret, log-ins, fingerprints): `.data`, or COMPTOIR_DATA_DIR.
 * When root runs a project below a private home folder, the user that PostgreSQL runs as cannot enter there:
 * then a folder under /var/lib/comptoir is kept for this project.
 */
export function dataHome() {
  const wanted = path.resolve(PROJECT, process.env.COMPTOIR_DATA_DIR || '.data')
  const home = settled.get(wanted) ?? reachable(wanted)
  settled.set(wanted, home)
  return home
}

/** @param {string} wanted */
function reachable(wanted) {
  fs.mkdirSync(wanted, { recursive: true })
  if (process.getuid?.() !== 0 || canEnter(wanted)) return wanted
  const elsewhere = path.join('/var/lib/comptoir', createHash('sha256').update(wanted).digest('hex').slice(0, 12))
  fs.mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  return elsewhere
}

/** @param {string} folder */
function canEnter(folder) {
  const operator = findOperator()
  if (!operator) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...operator, cwd: '/', stdio: 'ignore' }).status === 0
}
