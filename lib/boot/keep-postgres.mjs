import { setTimeout as sleep } from 'node:timers/promises'
import { complain, say } from './progress.mjs'
import { isStopping } from './stopping.mjs'

/** @import { Postgres } from './postgres.mjs' */

const WATCH_INTERVAL_MS = 500

/** Brings the embedded PostgreSQL back when it dies under a running product. @param {Postgres} postgres */
export async function keepPostgres(postgres) {
  while (!isStopping()) {
    await sleep(WATCH_INTERVAL_MS)
    if (isStopping() || postgres.pid() !== undefined) continue
    complain('PostgreSQL ended unexpectedly: starting it again.')
    try {
      await postgres.restart()
      say('PostgreSQL is back.')
    } catch (error) {
      complain(`PostgreSQL did not come back, trying again: ${error instanceof Error ? error.message : error}`)
    }
  }
}
