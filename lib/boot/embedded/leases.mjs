import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './pidfile.mjs'

const LOCK_LIMIT_MS = 90_000

/** Notes that this process uses the server of `home`. @param {string} home */
export function addLease(home) {
  fs.mkdirSync(leaseFolder(home), { recursive: true })
  fs.writeFileSync(leaseFile(home, process.pid), '')
}

/** Forgets this process's use; true when no other living process uses the server, so that the last one out stops it. @param {string} home */
export function dropLease(home) {
  fs.rmSync(leaseFile(home, process.pid), { force: true })
  for (const name of fs.existsSync(leaseFolder(home)) ? fs.readdirSync(leaseFolder(home)) : []) {
    if (isAlive(Number(name))) return false
    fs.rmSync(path.join(leaseFolder(home), name), { force: true })
  }
  return true
}

/**
 * Runs one start or stop at a time over all processes. A lock whose process died is taken over.
 * @template T @param {string} home @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withLock(home, work) {
  const file = path.join(home, 'postgres.lock')
  const limit = Date.now() + LOCK_LIMIT_MS
  while (!tryLock(file)) {
    if (Date.now() > limit)
      throw new Error(`Another process has been starting or stopping PostgreSQL for too long; see ${file}.`)
    await sleep(50)
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}

/** @param {string} file */
function tryLock(file) {
  const mine = `${file}.${process.pid}`
  fs.writeFileSync(mine, String(process.pid))
  try {
    // A link appears whole or not at all, so the lock never stands without its owner's name.
    fs.linkSync(mine, file)
    return true
  } catch {
    const owner = Number(readOr(file, '0'))
    if (owner !== 0 && !isAlive(owner)) fs.rmSync(file, { force: true })
    return false
  } finally {
    fs.rmSync(mine, { force: true })
  }
}

/** @param {string} file @param {string} otherwise */
function readOr(file, otherwise) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

/** @param {string} home */
const leaseFolder = (home) => path.join(home, 'postgres-users')

/** @param {string} home @param {number} pid */
const leaseFile = (home, pid) => path.join(leaseFolder(home), String(pid))
