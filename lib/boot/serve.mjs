import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { childEnvironment, toolPath } from './command.mjs'
import { inProject, PROJECT } from './paths.mjs'
import { onStop } from './stopping.mjs'

const READY_LIMIT_MS = 120_000
const PATIENCE_MS = 10_000

/** @typedef {{ pid: number | undefined, ended: Promise<string>, stop: () => Promise<void> }} Application `ended` tells how, when it does */

/**
 * Starts the built application (or `dev`, its development server) and returns once it answers HTTP. It is stopped when this
 * process stops, and ends by itself when this process is killed. Throws when it does not come up.
 * @param {{ mode: 'start' | 'dev', port: number, host: string, env: Record<string, string | undefined>, output?: number | 'inherit' }} wanted
 * @returns {Promise<Application>}
 */
export async function serve({ mode, port, host, env, output = 'inherit' }) {
  const leash = pathToFileURL(inProject('lib/boot/leash.mjs')).href
  const program =
    mode === 'dev'
      ? [toolPath('next'), 'dev', '-p', String(port), '-H', host]
      : ['--import', 'tsx', inProject('lib/boot/server.ts')]
  const settings =
    mode === 'dev' ? { NODE_ENV: 'development' } : { NODE_ENV: 'production', PORT: String(port), HOST: host }
  const child = spawn(process.execPath, ['--import', leash, ...program], {
    cwd: PROJECT,
    env: childEnvironment({ ...env, ...settings, TSX_TSCONFIG_PATH: inProject('lib/boot/tsconfig.json') }),
    // A group of its own: a Ctrl-C at the terminal reaches only us, and we stop things in order.
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  })
  const forget = onStop(() => endGroup(child))
  const ended = new Promise((/** @type {(how: string) => void} */ resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`))
    child.once('error', (error) => resolve(error.message))
  })
  const end = await Promise.race([ended, answersAt(`http://${isAny(host) ? '127.0.0.1' : host}:${port}/api/health`)])
  if (end)
    throw new Error(
      `The application ${end} before it answered. What it printed tells why${output === 'inherit' ? '; it stands above' : ''}.`,
    )
  const stop = async () => {
    forget()
    await endGroup(child)
  }
  return { pid: child.pid, ended, stop }
}

/** @param {string} host */
const isAny = (host) => host === '0.0.0.0' || host === '::'

/** Waits for any HTTP answer, whatever its status. @param {string} url */
async function answersAt(url) {
  const limit = Date.now() + READY_LIMIT_MS
  while (Date.now() < limit) {
    try {
      await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(60_000) })
      return undefined
    } catch {
      await sleep(50)
    }
  }
  return `did not answer at ${url} within ${READY_LIMIT_MS / 1000} s: it was stopped`
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
