import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { startLeashed } from './leashed.mjs'
import { inProject } from './paths.mjs'
import { complain } from './progress.mjs'
import { onStop } from './stopping.mjs'

const RESTART_MIN_MS = 500
const RESTART_MAX_MS = 30_000
/** A worker that lived so long was well: the next restart is a quick one again. */
const WELL_MS = 60_000

/** @import { LeashedOptions } from './leashed.mjs' */
/** @typedef {{ pid: () => number | undefined, stop: () => Promise<void> }} ServedWorker `pid` while its process runs */

/**
 * Runs the jobs in a process of its own, which is started again whenever it dies; waits for nothing. It is stopped when this process
 * stops, and ends by itself when this process is killed.
 * @param {Omit<LeashedOptions, 'output'> & { output?: number | 'inherit' }} options @returns {ServedWorker}
 */
export function serveWorker({ env, output = 'inherit' }) {
  // Tells the next process that the one before it is gone, so that it takes over at once.
  const place = randomUUID()
  const program = ['--import', 'tsx', inProject('lib/boot/worker.ts'), place]
  const start = () => startLeashed(program, { env, output })
  let isStopped = false
  let isRunning = true
  let child = start()
  const keepRunning = async () => {
    for (let wait = RESTART_MIN_MS; ; wait = Math.min(2 * wait, RESTART_MAX_MS)) {
      const startedAt = Date.now()
      const how = await child.ended
      isRunning = false
      if (Date.now() - startedAt > WELL_MS) wait = RESTART_MIN_MS
      if (!isStopped) complain(`The worker ${how}: starting it again.`)
      await sleep(wait, undefined, { ref: false })
      if (isStopped) return
      child = start()
      isRunning = true
    }
  }
  void keepRunning()
  const end = () => {
    isStopped = true
    return child.stop()
  }
  const forget = onStop(end)
  return {
    pid: () => (isRunning ? child.pid : undefined),
    stop: () => {
      forget()
      return end()
    },
  }
}
