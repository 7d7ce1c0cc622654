import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { postgresEnvironment } from './cluster.mjs'
import { connectionOf, embeddedUrl, settlePort } from './connection.mjs'
import { readPidfile, runningServer } from './pidfile.mjs'

/** @import { Operator } from './operator.mjs' */
/** @typedef {{ home: string, folder: string, bin: string, operator: Operator }} Cluster */

const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 20_000
const LOG_LIMIT_BYTES = 10_000_000

/**
 * Starts the server, or takes over one that already serves the folder. Returns when it answers `SELECT 1`.
 * After a kill -9 the old backends hold the folder for some seconds, so a refused start is tried again for a minute.
 * @param {Cluster} cluster @param {'may-move' | 'must-stay'} port whether another port will do when the kept one is taken
 * @returns {Promise<number>} its process id
 */
export async function startServer(cluster, port) {
  const limit = Date.now() + START_LIMIT_MS
  for (;;) {
    const running = runningServer(cluster.folder)
    const pid = running ? await answering(cluster, running.pid, () => true, limit) : await launch(cluster, port, limit)
    if (pid !== undefined) return pid
    if (Date.now() > limit)
      throw new Error(`PostgreSQL did not start within ${START_LIMIT_MS / 1000} s. Its log ends:\n${logTail(cluster)}`)
    await sleep(250)
  }
}

/** Stops the server as a fast shutdown (clients are cut, nothing is lost), or hard when it does not go. @param {string} folder */
export async function stopServer(folder) {
  const running = runningServer(folder)
  if (!running) return
  process.kill(running.pid, 'SIGINT')
  const limit = Date.now() + STOP_LIMIT_MS
  let isHard = false
  while (runningServer(folder)?.pid === running.pid) {
    if (!isHard && Date.now() > limit) {
      process.kill(running.pid, 'SIGQUIT')
      isHard = true
    }
    await sleep(20)
  }
}

/** One attempt: undefined when the server went away again. @param {Cluster} cluster @param {'may-move' | 'must-stay'} move @param {number} limit */
async function launch(cluster, move, limit) {
  const port = move === 'may-move' ? await settlePort(cluster.home) : connectionOf(cluster.home).port
  const log = openLog(cluster)
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    max_connections: 120,
    shared_buffers: '256MB',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A session of its own: a Ctrl-C at the terminal reaches the starter, which stops the application first.
  const child = spawn(path.join(cluster.bin, 'postgres'), ['-D', cluster.folder, '-p', String(port), ...flags], {
    ...cluster.operator,
    env: postgresEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
  })
  let hasExited = false
  child.on('exit', () => {
    hasExited = true
  })
  child.on('error', () => {
    hasExited = true
  })
  child.unref()
  fs.closeSync(log)
  return child.pid === undefined ? undefined : answering(cluster, child.pid, () => !hasExited, limit)
}

/** Waits until the pidfile names this process as ready and a query answers. @param {Cluster} cluster @param {number} pid @param {() => boolean} isThere @param {number} limit */
async function answering(cluster, pid, isThere, limit) {
  while (isThere() && Date.now() < limit) {
    const file = readPidfile(cluster.folder)
    if (file?.pid === pid && file.status === 'ready' && (await answers(embeddedUrl(cluster.home, 'postgres'))))
      return pid
    if (file?.pid === pid && !runningServer(cluster.folder)) return undefined
    await sleep(20)
  }
  return undefined
}

/** Whether a database answers a query. @param {string} url */
async function answers(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** @param {Cluster} cluster */
const logFile = (cluster) => path.join(cluster.home, 'postgres.log')

/** @param {Cluster} cluster */
function openLog(cluster) {
  const file = logFile(cluster)
  const isLong = fs.existsSync(file) && fs.statSync(file).size > LOG_LIMIT_BYTES
  return fs.openSync(file, isLong ? 'w' : 'a', 0o600)
}

/** @param {Cluster} cluster */
function logTail(cluster) {
  return fs.existsSync(logFile(cluster))
    ? fs.readFileSync(logFile(cluster), 'utf8').split('\n').slice(-8).join('\n')
    : '(no log)'
}
