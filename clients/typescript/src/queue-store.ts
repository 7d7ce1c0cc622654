import type { NamedHoldRequest, TimedCapture, UsageEvent } from './requests.js'

/** A request that went out without a clear answer: it may have been done. */
export type Unanswered =
  | { readonly kind: 'usage'; readonly event: UsageEvent }
  | { readonly kind: 'capture'; readonly holdId: string; readonly capture: TimedCapture }
  /** The hold, and what is captured of it if it can still be had. */
  | { readonly kind: 'hold'; readonly request: NamedHoldRequest; readonly capture: TimedCapture }

/** Work that was done. */
export interface DoneWork {
  /** As it is reported, unless what is unanswered settles it. */
  readonly event: UsageEvent
  /** Settled first, by sending the very same again; then nothing is charged twice. */
  readonly unanswered: Unanswered | null
}

/** Work that waits for Comptoir; plain JSON. */
export interface QueuedUsage extends DoneWork {
  /** Names it in the store. */
  readonly key: string
  /** The caller's own estimate, a decimal text. */
  readonly tokensAtRisk: string
}

/** What keeps the queue beyond the process. The queue itself holds all of it in memory too. */
export interface QueueStore {
  /** All that was put and not removed, in the order in which it was first put. Called once, before anything else. */
  load(): Promise<readonly QueuedUsage[]>
  /** Resolves when it is kept for certain. The same key again replaces it in its place. */
  put(usage: QueuedUsage): Promise<void>
  remove(keys: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Keeps nothing beyond the process. */
export function memoryStore(): QueueStore {
  return {
    load: async () => [],
    put: async () => {},
    remove: async () => {},
    close: async () => {},
  }
}
