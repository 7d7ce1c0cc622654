import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { childEnvironment } from './command.mjs'
import { inProject, PROJECT } from './paths.mjs'

const PATIENCE_MS = 10_000

/** @typedef {{ env: Record<string, string | undefined>, output: number | 'inherit' }} LeashedOptions */
/** @typedef {{ pid: number | undefined, ended: Promise<string>, stop: () => Promise<void> }} Leashed `ended` tells how, when it does */

/**
 * Starts one of our own processes: it ends by itself when this one is killed, and `stop` ends it in good order, or hard when it
 * does not go within ten seconds.
 * @param {string[]} program Node's arguments @param {LeashedOptions} options @returns {Leashed}
 */
export function startLeashed(program, { env, output }) {
  const leash = pathToFileURL(inProject('lib/boot/leash.mjs')).href
  const child = spawn(process.execPath, ['--import', leash, ...program], {
    cwd: PROJECT,
    env: childEnvironment({ ...env, TSX_TSCONFIG_PATH: inProject('lib/boot/tsconfig.json') }),
    // A group of its own: a Ctrl-C at the terminal reaches only us, and we stop things in order.
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  })
  const ended = new Promise((/** @type {(how: string) => void} */ resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`))
    child.once('error', (error) => resolve(error.message))
  })
  return { pid: child.pid, ended, stop: () => endGroup(child) }
}

/** @param {import('node:child_process').ChildProcess} child */
async function endGroup(child) {
  signalGroup(child, 'SIGTERM')
  const limit = Date.now() + PATIENCE_MS
  while (child.exitCode === null && child.signalCode === null && Date.now() < limit) await sleep(20)
  signalGroup(child, 'SIGKILL')
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch {
    // The group is gone already.
  }
}
