/** What a try came to, as far as another one depends on it. */
export interface FailedTry {
  /** `refused`: a clear no for want of tokens or room in a window. `unsettled`: nobody knows whether it was done. */
  readonly kind: 'refused' | 'unsettled'
  /** Told by the server; null when it told nothing. */
  readonly retryAfterMillis: number | null
}

export interface Patience {
  /** The most times that a request without a clear answer is sent. */
  readonly triesMax: number
  /** For the whole call, waits for tokens or windows aside. */
  readonly timeoutMillis: number
  /** For tokens or room in a window, in all; 0 throws the refusal at once. */
  readonly waitUpToSeconds: number
  readonly backoff: Backoff
}

export interface Backoff {
  readonly firstMillis: number
  readonly longestMillis: number
}

export interface Progress {
  /** Tries without a clear answer, this one included. */
  readonly unsettled: number
  /** Since the call began, waits for tokens or windows aside. */
  readonly elapsedMillis: number
  /** For tokens or windows, so far. */
  readonly waitedMillis: number
}

/** A refusal that tells no wait, or none worth the name, is not asked about in a tight loop. */
const WAIT_MIN_MILLIS = 100

/**
 * How long to wait before the same request is sent again, in milliseconds; null to give up. `random` is in [0, 1): the backoff is
 * spread over its whole length, so that clients do not come back together, and comes on top of what the server asked for.
 */
export function planRetry(failed: FailedTry, progress: Progress, patience: Patience, random: number): number | null {
  const { retryAfterMillis } = failed
  if (failed.kind === 'refused') {
    if (retryAfterMillis === null) return null
    const wait = Math.max(retryAfterMillis, WAIT_MIN_MILLIS) + random * patience.backoff.firstMillis
    return progress.waitedMillis + wait <= patience.waitUpToSeconds * 1000 ? wait : null
  }
  if (progress.unsettled >= patience.triesMax) return null
  const wait = (retryAfterMillis ?? 0) + backoffMillis(progress.unsettled, patience.backoff, random)
  return progress.elapsedMillis + wait < patience.timeoutMillis ? wait : null
}

/** Full jitter: anything up to a length that doubles with each failure. */
export function backoffMillis(failures: number, { firstMillis, longestMillis }: Backoff, random: number): number {
  return random * Math.min(longestMillis, firstMillis * 2 ** (failures - 1))
}
