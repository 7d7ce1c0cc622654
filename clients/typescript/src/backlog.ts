import { sleep } from './deadline.js'
import { type Carrier, type Delivered, deliver, EVENTS_MAX, firstBatch } from './delivery.js'
import { Unreachable } from './errors.js'
import { type Backoff, backoffMillis } from './plan-retry.js'
import type { Problem } from './problem.js'
import type { QueuedUsage, QueueStore } from './queue-store.js'
import type { Reach } from './reach.js'
import type { UsageEvent } from './requests.js'

/** Usage that Comptoir refused for good, as it was reported. */
export interface DeadLetter {
  readonly event: UsageEvent
  readonly problem: Problem
  readonly tokensAtRisk: string
}

interface Surroundings {
  readonly carrier: Carrier
  readonly store: QueueStore
  readonly reach: Reach
  readonly backoff: Backoff
  readonly onDeadLetter: (letter: DeadLetter) => void | Promise<void>
  readonly onTrouble: (error: unknown) => void
}

interface Waiting {
  usage: QueuedUsage
  /** Makes room in the risk budget. */
  putDown: () => void
}

/** So many pieces of work on which Comptoir fails are left aside; with more it is Comptoir that is broken. */
const FAULTS_MAX = 3

/** Work that waits, and what replays it: in order, one request at a time, until each piece is recorded or handed out as a dead letter. */
export class Backlog {
  private readonly waiting = new Map<string, Waiting>()
  private readonly stopping = new AbortController()
  private draining: Promise<void> | undefined
  private isReplaying = false

  constructor(private readonly around: Surroundings) {}

  get size(): number {
    return this.waiting.size
  }

  /** In order. */
  get usages(): QueuedUsage[] {
    return [...this.waiting.values()].map(({ usage }) => usage)
  }

  get isStopped(): boolean {
    return this.stopping.signal.aborted
  }

  /** Takes what the store keeps already. */
  add(usage: QueuedUsage, putDown: () => void): void {
    this.waiting.set(usage.key, { usage, putDown })
    this.replay()
  }

  /** Sends all that waits, anew when it is being sent already; rejects with the reason why some of it still waits. */
  async flush(): Promise<void> {
    await this.draining?.catch(() => {})
    await this.drain()
  }

  /** One at a time: whoever asks while it runs waits for the same. */
  private drain(): Promise<void> {
    this.draining ??= this.sendAll().finally(() => {
      this.draining = undefined
    })
    return this.draining
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('The queue is closed.'))
    await this.draining?.catch(() => {})
  }

  /** Drains by itself as long as anything waits. */
  private replay(): void {
    if (this.isReplaying || this.isStopped || this.size === 0) return
    this.isReplaying = true
    void this.replayPatiently().finally(() => {
      this.isReplaying = false
      this.replay()
    })
  }

  private async replayPatiently(): Promise<void> {
    const { reach, backoff, onTrouble } = this.around
    for (let failures = 0; this.size > 0 && !this.isStopped; ) {
      const pause = failures === 0 ? 0 : backoffMillis(failures, backoff, (1 + Math.random()) / 2)
      await sleep(Math.max(pause, reach.millisAway), this.stopping.signal).catch(() => {})
      if (this.isStopped) return
      await this.drain().then(
        () => {
          failures = 0
        },
        (error: unknown) => {
          failures++
          if (!this.isStopped) onTrouble(error)
        },
      )
    }
  }

  private async sendAll(): Promise<void> {
    const stuck = new Map<string, unknown>()
    let eventsMax = EVENTS_MAX
    for (;;) {
      const batch = firstBatch(
        this.usages.filter(({ key }) => !stuck.has(key)),
        eventsMax,
      )
      if (batch.length === 0) break
      try {
        await this.send(batch, stuck)
        eventsMax = Math.min(EVENTS_MAX, eventsMax * 2)
      } catch (error) {
        if (!isFault(error) || stuck.size >= FAULTS_MAX) throw error
        // Comptoir fails on one of them, perhaps: it must not keep the others waiting.
        if (batch.length === 1) for (const { key } of batch) stuck.set(key, error)
        else eventsMax = Math.ceil(batch.length / 2)
      }
    }
    for (const reason of stuck.values()) throw reason
  }

  private async send(batch: readonly QueuedUsage[], stuck: Map<string, unknown>): Promise<void> {
    const { carrier, reach } = this.around
    const call = { triesMax: 1, signal: this.stopping.signal }
    const delivered = await reach.attempt(() => deliver(batch, carrier, call))
    for (const [i, usage] of batch.entries()) await this.settle(usage, delivered[i], stuck)
    await this.forget(batch.filter(({ key }, i) => isOver(delivered[i]) && !stuck.has(key)))
  }

  private async settle(usage: QueuedUsage, delivered: Delivered | undefined, stuck: Map<string, unknown>) {
    if (delivered?.kind === 'changed') await this.change({ ...usage, ...delivered.work })
    if (delivered?.kind === 'unsettled') stuck.set(usage.key, new Error(delivered.problem.detail))
    if (delivered?.kind !== 'refused') return
    const { event, tokensAtRisk } = usage
    try {
      await this.around.onDeadLetter({ event, problem: delivered.problem, tokensAtRisk })
    } catch (error) {
      stuck.set(usage.key, error)
    }
  }

  private async change(usage: QueuedUsage): Promise<void> {
    await this.around.store.put(usage)
    const waiting = this.waiting.get(usage.key)
    if (waiting) waiting.usage = usage
  }

  private async forget(usages: readonly QueuedUsage[]): Promise<void> {
    if (usages.length === 0) return
    await this.around.store.remove(usages.map(({ key }) => key))
    for (const { key } of usages) {
      this.waiting.get(key)?.putDown()
      this.waiting.delete(key)
    }
  }
}

/** Comptoir is there and fails on what it was sent. */
function isFault(error: unknown): boolean {
  return error instanceof Unreachable && error.status === 500
}

function isOver(delivered: Delivered | undefined): boolean {
  return delivered?.kind === 'recorded' || delivered?.kind === 'refused'
}
