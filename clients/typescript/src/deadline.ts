/** Longer delays than this would end at once. */
const TIMER_MILLIS_MAX = 2 ** 31 - 1

/** The time for one try is over. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime'
}

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export async function sleep(millis: number, signal?: AbortSignal): Promise<void> {
  for (let left = millis; left > 0; left -= TIMER_MILLIS_MAX) {
    await within(Number.POSITIVE_INFINITY, signal, (aborted) => {
      return new Promise<void>((done) => {
        const timer = setTimeout(done, Math.min(left, TIMER_MILLIS_MAX))
        aborted.addEventListener('abort', () => clearTimeout(timer))
      })
    })
  }
  signal?.throwIfAborted()
}

/**
 * Runs the work with a signal that is aborted after `millis` or with `outer`, whichever comes first. Rejects then, even when the work
 * does not listen: with OutOfTime, or with the outer signal's reason.
 */
export async function within<T>(
  millis: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted()
  const inner = new AbortController()
  const follow = () => inner.abort(outer?.reason)
  outer?.addEventListener('abort', follow)
  const timer =
    millis <= TIMER_MILLIS_MAX
      ? setTimeout(() => inner.abort(new OutOfTime(`No answer within ${Math.round(millis)} ms.`)), millis)
      : undefined
  const aborted = new Promise<never>((_, reject) => {
    inner.signal.addEventListener('abort', () => reject(inner.signal.reason))
  })
  try {
    return await Promise.race([work(inner.signal), aborted])
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', follow)
  }
}
