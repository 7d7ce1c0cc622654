import { Refusal } from '@/lib/domain/refusals'
import type { Database, Queryable } from './client'

/**
 * Serialization failure, deadlock, lock not available: the transaction left nothing, and may succeed when tried again.
 * 57P01 to 57P03: the server stops, crashed, or is not up yet.
 */
const RETRY_STATES = ['40001', '40P01', '55P03', '57P01', '57P02', '57P03']
/** Prisma: cannot reach, timed out reaching, connection closed, no connection free in the pool, write conflict. */
const RETRY_CODES = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034']
const BROKEN =
  /Can't reach database server|Server has closed the connection|Operation has timed out|Too many database connections|ECONNREFUSED|ECONNRESET|EPIPE|Connection terminated|not queryable|terminating connection|starting up|shutting down|timeout exceeded when trying to connect/i
const TRIES_MAX = 4

/**
 * A transaction at READ COMMITTED. Tries again, at most four times with jitter, what is known to have left nothing. When the answer to
 * COMMIT is lost nobody knows: work that `isSafeTwice` (its keys recognise it) is done again, all other is refused as in doubt.
 */
export async function inTransaction<T>(
  db: Database,
  work: (tx: Queryable) => Promise<T>,
  isSafeTwice = true,
): Promise<T> {
  return withRetry(async () => {
    let isCommitting = false
    const run = async (tx: Queryable) => {
      const result = await work(tx)
      isCommitting = true
      return result
    }
    try {
      return await db.$transaction((tx) => run(tx as Queryable), { maxWait: 5000, timeout: 15000 })
    } catch (error) {
      if (isCommitting && !isSafeTwice && isTransient(error)) throw inDoubt()
      throw error
    }
  })
}

/** Reads that must agree: one snapshot for all of them. Nothing of what they read is written. */
export async function inSnapshot<T>(db: Database, work: (tx: Queryable) => Promise<T>, secondsMax = 15): Promise<T> {
  const options = { isolationLevel: 'RepeatableRead', maxWait: 5000, timeout: secondsMax * 1000 } as const
  return withRetry(() => db.$transaction((tx) => work(tx as Queryable), options))
}

/** For a single statement: tries again what left nothing, at most four times, then is 'unavailable'. */
export async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof Refusal || !isTransient(error)) throw error
      if (tries === TRIES_MAX) throw unavailable()
      await new Promise((wake) => setTimeout(wake, 25 * 2 ** tries * (0.5 + Math.random())))
    }
  }
}

/** Whether the database is busy or away rather than the work being wrong. */
export function isTransient(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  if (code && RETRY_CODES.includes(code)) return true
  return RETRY_STATES.some((state) => message?.includes(state)) || BROKEN.test(message ?? '')
}

/** Whether a statement was stopped by our own time limit: the database is far too slow, and smaller work would only make it slower. */
export function isOutOfTime(error: unknown): boolean {
  return /Code: `57014`/.test((error as { message?: string }).message ?? '')
}

function inDoubt(): Refusal {
  return new Refusal('unavailable', {
    detail:
      'The connection to the ledger broke while this was being saved. It may be done: look before you do it again.',
    facts: { rule: 'in-doubt' },
  })
}

export function unavailable(): Refusal {
  return new Refusal('unavailable', {
    detail:
      'The ledger cannot be reached for the moment. Nothing is lost: send the same request with the same key again.',
    retryAfterSeconds: 2,
  })
}
