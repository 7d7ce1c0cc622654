import { setTimeout as sleep } from 'node:timers/promises'
import { toolPath } from './command.mjs'
import { startLeashed } from './leashed.mjs'
import { inProject } from './paths.mjs'
import { onStop } from './stopping.mjs'

const READY_LIMIT_MS = 120_000

/** @import { Leashed } from './leashed.mjs' */

/**
 * Starts the built application (or `dev`, its development server) and returns once it answers HTTP. It is stopped when this
 * process stops, and ends by itself when this process is killed. Throws when it does not come up.
 * @param {{ mode: 'start' | 'dev', port: number, host: string, env: Record<string, string | undefined>, output?: number | 'inherit' }} wanted
 * @returns {Promise<Leashed>}
 */
export async function serve({ mode, port, host, env, output = 'inherit' }) {
  const program =
    mode === 'dev'
      ? [toolPath('next'), 'dev', '-p', String(port), '-H', host]
      : ['--import', 'tsx', inProject('lib/boot/server.ts')]
  const settings =
    mode === 'dev' ? { NODE_ENV: 'development' } : { NODE_ENV: 'production', PORT: String(port), HOST: host }
  const { pid, ended, stop } = startLeashed(program, { env: { ...env, ...settings }, output })
  const forget = onStop(stop)
  const end = await Promise.race([ended, answersAt(`http://${isAny(host) ? '127.0.0.1' : host}:${port}/api/health`)])
  if (end)
    throw new Error(
      `The application ${end} before it answered. What it printed tells why${output === 'inherit' ? '; it stands above' : ''}.`,
    )
  return {
    pid,
    ended,
    stop: () => {
      forget()
      return stop()
    },
  }
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
