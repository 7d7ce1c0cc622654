import type { UsageAnswer } from './answers.js'
import { Backlog, type DeadLetter } from './backlog.js'
import type { Client } from './client.js'
import { within } from './deadline.js'
import { Unreachable, UsageNotKept } from './errors.js'
import { newId } from './naming.js'
import type { CallOptions } from './options.js'
import type { Backoff } from './plan-retry.js'
import { type DoneWork, memoryStore, type QueuedUsage, type QueueStore } from './queue-store.js'
import { Reach } from './reach.js'
import type { Usage, UsageEvent } from './requests.js'
import { RiskBudget } from './risk.js'

export interface QueueOptions {
  readonly client: Client
  /** The most tokens that may be used without Comptoir's knowledge, by your own estimates: a decimal text. */
  readonly riskBudgetTokens: string
  /** The most pieces of work that may wait. */
  readonly maxEvents: number
  /** Receives what Comptoir refused for good, at least once. It is forgotten when this has returned; when it throws, it comes again. */
  readonly onDeadLetter: (letter: DeadLetter) => void | Promise<void>
  /** Hears each time why a replay did not succeed: Unreachable, Refused for the key, or an error of the store. */
  readonly onTrouble?: (error: unknown) => void
  /** By default the queue lives and dies with the process: see "@comptoir/client/file-store". */
  readonly store?: QueueStore
  /** Between replays while Comptoir is away: by default from 1 s to 30 s, doubling. */
  readonly backoff?: Backoff
}

/** What became of usage: recorded, or kept to be reported as soon as Comptoir is there. */
export type QueueOutcome = { kind: 'recorded'; answer: UsageAnswer } | { kind: 'queued'; event: UsageEvent }

/** Room for one piece of work that begins without an answer from Comptoir. */
export interface Place {
  /** The work is done. Resolves when it is kept for certain. */
  keep(work: DoneWork): Promise<void>
  /** The work was not done. */
  free(): void
}

/** What a closed queue had not reported. */
export interface Left {
  readonly usages: readonly QueuedUsage[]
  readonly tokensAtRisk: string
}

export interface Queue {
  /** How many pieces of work wait. */
  readonly size: number
  /** What they may cost by your own estimates, together with work that was let in and is not done yet. */
  readonly tokensAtRisk: string
  /**
   * Records usage, or keeps it when Comptoir is away. `tokensAtRisk` is what it may cost, by your own estimate. Throws Refused as the
   * client does, and RiskBudgetSpent when Comptoir is away and the budget has no room: then nothing is kept.
   */
  usage(usage: Usage, options: { readonly tokensAtRisk: string } & CallOptions): Promise<QueueOutcome>
  /** Reports all that waits, now. Throws why it could not. The signal ends the waiting, not the replay. */
  flush(options?: { readonly signal?: AbortSignal }): Promise<void>
  /**
   * Tries once more to report what waits, and stops. Says what is left: a file store has it for the next process, else it is yours to
   * keep. The signal cuts the last try short.
   */
  close(options?: { readonly signal?: AbortSignal }): Promise<Left>
  /** Makes a call of the client's and learns from it whether Comptoir is there. */
  attempt<T>(call: () => Promise<T>): Promise<T>
  /** Whether work of this size should begin without asking: Comptoir was away a moment ago, and the budget has room. */
  mayGoAhead(tokensAtRisk: string): boolean
  /** Lets work begin without Comptoir; throws RiskBudgetSpent when the budget has no room. `cause` is why it is away. */
  admit(tokensAtRisk: string, cause: unknown): Place
  /** Keeps work that is done and that Comptoir itself let begin, whatever the budget says: it is the next one that finds no room. */
  keep(work: DoneWork, tokensAtRisk: string): Promise<void>
}

const BACKOFF: Backoff = { firstMillis: 1000, longestMillis: 30_000 }

/**
 * Keeps usage while Comptoir is away and reports it, in order and under the same ids, once it is back. What the store still has from an
 * earlier process is reported first of all. Throws the store's error when it cannot be read.
 */
export async function createQueue(options: QueueOptions): Promise<Queue> {
  if (typeof options.onDeadLetter !== 'function') throw new TypeError('onDeadLetter is missing: usage would vanish.')
  const store = options.store ?? memoryStore()
  const risk = new RiskBudget(options.riskBudgetTokens, options.maxEvents)
  return new LocalQueue(options, store, risk, await store.load())
}

class LocalQueue implements Queue {
  private readonly reach: Reach
  private readonly backlog: Backlog

  constructor(
    private readonly options: QueueOptions,
    private readonly store: QueueStore,
    private readonly risk: RiskBudget,
    kept: readonly QueuedUsage[],
  ) {
    const { client: carrier, backoff = BACKOFF, onDeadLetter, onTrouble = () => {} } = options
    this.reach = new Reach(backoff)
    this.backlog = new Backlog({ carrier, store, reach: this.reach, backoff, onDeadLetter, onTrouble })
    for (const usage of kept) this.backlog.add(usage, risk.carry(usage.tokensAtRisk))
  }

  get size(): number {
    return this.backlog.size
  }

  get tokensAtRisk(): string {
    return this.risk.tokensAtRisk
  }

  async usage(usage: Usage, { tokensAtRisk, ...call }: { tokensAtRisk: string } & CallOptions): Promise<QueueOutcome> {
    const event = this.options.client.prepare(usage)
    if (this.mayGoAhead(tokensAtRisk)) {
      await this.admit(tokensAtRisk, null).keep({ event, unanswered: null })
      return { kind: 'queued', event }
    }
    try {
      return { kind: 'recorded', answer: await this.attempt(() => this.options.client.usage(event, call)) }
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      if (!this.risk.has(tokensAtRisk)) throw this.risk.spent(tokensAtRisk, event, error)
      await this.admit(tokensAtRisk, error).keep({ event, unanswered: { kind: 'usage', event } })
      return { kind: 'queued', event }
    }
  }

  async flush({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    await within(Number.POSITIVE_INFINITY, signal, () => this.backlog.flush())
  }

  async close(options?: { signal?: AbortSignal }): Promise<Left> {
    // What is left says what did not succeed.
    await this.flush(options).catch(() => {})
    await this.backlog.stop()
    await this.store.close()
    return { usages: this.backlog.usages, tokensAtRisk: this.tokensAtRisk }
  }

  attempt<T>(call: () => Promise<T>): Promise<T> {
    return this.reach.attempt(call)
  }

  mayGoAhead(tokensAtRisk: string): boolean {
    return this.reach.isAway && this.risk.has(tokensAtRisk)
  }

  admit(tokensAtRisk: string, cause: unknown): Place {
    if (!this.risk.has(tokensAtRisk)) throw this.risk.spent(tokensAtRisk, null, cause)
    const putDown = this.risk.carry(tokensAtRisk)
    return { keep: (work) => this.put(work, tokensAtRisk, putDown), free: putDown }
  }

  keep(work: DoneWork, tokensAtRisk: string): Promise<void> {
    return this.put(work, tokensAtRisk, this.risk.carry(tokensAtRisk))
  }

  private async put({ event, unanswered }: DoneWork, tokensAtRisk: string, putDown: () => void): Promise<void> {
    const usage = { key: newId(), event: asReport(event), unanswered, tokensAtRisk }
    try {
      if (this.backlog.isStopped) throw new Error('The queue is closed.')
      await this.store.put(usage)
    } catch (cause) {
      putDown()
      throw new UsageNotKept('The queue could not keep the usage.', usage.event, cause)
    }
    this.backlog.add(usage, putDown)
  }
}

/** The same usage as one whose work is done: it is recorded whatever the balance and the windows say. */
export function asReport(event: UsageEvent): UsageEvent {
  return { ...event, mode: 'report' }
}
