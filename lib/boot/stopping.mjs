import { constants } from 'node:os'
import { complain } from './progress.mjs'

/** @type {(() => Promise<unknown> | unknown)[]} */
const closers = []
/** @type {Promise<void> | undefined} */
let closing

/**
 * Something to close when this process stops, whatever the reason; the last opened is closed first.
 * Returns what forgets it again.
 * @param {() => Promise<unknown> | unknown} closer
 */
export function onStop(closer) {
  closers.push(closer)
  return () => {
    const at = closers.indexOf(closer)
    if (at >= 0) closers.splice(at, 1)
  }
}

/** Closes everything once, in turn, then ends the process. @param {number} code @returns {Promise<never>} */
async function stop(code) {
  closing ??= closeAll()
  await closing
  process.exit(code)
}

async function closeAll() {
  for (const close of [...closers].reverse()) {
    try {
      await close()
    } catch (error) {
      complain(`While stopping: ${error instanceof Error ? error.message : error}`)
    }
  }
}

/** Whether the process is on its way out. */
export const isStopping = () => closing !== undefined

/** Ctrl-C, a kill or a closed terminal stop in good order. */
function stopOnSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => stop(128 + constants.signals[signal]))
  }
}

/** Runs a command's whole work; a failure is told in words, and everything opened is closed. @param {() => Promise<number>} work answers with the exit code */
export async function runToEnd(work) {
  stopOnSignals()
  try {
    await stop(await work())
  } catch (error) {
    if (!isStopping()) complain(`\n${error instanceof Error ? error.message : error}`)
    await stop(1)
  }
}
