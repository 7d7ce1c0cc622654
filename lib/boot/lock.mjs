import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './embedded/pidfile.mjs'

const PATIENCE_MS = 120_000

/**
 * Runs one piece of work at a time over all processes that name the same lock file. A lock whose process died is taken over.
 * Throws when it is not free in time.
 * @template T @param {string} file @param {() => Promise<T>} work @param {number} [patienceMs] @returns {Promise<T>}
 */
export async function withLock(file, work, patienceMs = PATIENCE_MS) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const limit = Date.now() + patienceMs
  while (!tryLock(file)) {
    if (Date.now() > limit) {
      throw new Error(`Process ${readOr(file, '?')} holds ${file}. Wait for it to end, or stop it.`)
    }
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
