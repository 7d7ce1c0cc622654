import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** @typedef {{ pid: number, port: number, status: string }} Pidfile */

/** What the server last wrote about itself. It may be stale: kill -9 leaves the file, `ready` included. @param {string} folder @returns {Pidfile | undefined} */
export function readPidfile(folder) {
  try {
    const lines = fs.readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

/** The process that serves `folder` right now, checked to be that server and not a stranger with its old pid. @param {string} folder @returns {Pidfile | undefined} */
export function runningServer(folder) {
  const found = readPidfile(folder)
  if (!found || !isAlive(found.pid)) return undefined
  const command = commandOf(found.pid)
  return command.includes('postgres') && (process.platform === 'win32' || command.includes(folder)) ? found : undefined
}

/** Whether a process exists; another user's counts. A dead child not yet collected does not. @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
  return !isZombie(pid)
}

/** @param {number} pid */
function isZombie(pid) {
  try {
    return /^\d+ \(.*\) Z/s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** The command line of a process, '' when it is gone. @param {number} pid */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    } catch {
      return ''
    }
  }
  const [command, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/FI', `PID eq ${pid}`, '/NH']]
      : ['ps', ['-p', String(pid), '-o', 'command=']]
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? ''
}
