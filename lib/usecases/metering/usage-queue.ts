import { config } from '@/lib/config'
import { unavailable } from '@/lib/db/transactions'
import type { UsageEvent } from '@/lib/domain/metering/model'
import { Refusal } from '@/lib/domain/refusals'
import type { House } from '../define'
import { commitUsage, type UsageOutcome } from './commit-usage'

export type SettledUsage = Exclude<UsageOutcome, { kind: 'busy' }>

/** Events in one transaction at most. */
const FLUSH_EVENTS_MAX = 500
/** Transactions at once: while one waits for the disk, the next is planned. */
const FLUSHES_MAX = 2
/** Beyond this many waiting events new ones are sent away to come again, rather than all made slow. */
const WAITING_MAX = 20_000
/** After being skipped this often, an account's events wait for its lock. */
const SKIPS_MAX = 5
/** A repetition of an event that is still running waits this long for its answer. */
const REPEAT_WAIT_MILLIS = 2000

interface Waiting {
  event: UsageEvent
  name: string
  skips: number
  resolve: (outcome: SettledUsage) => void
  reject: (error: unknown) => void
}

const queues = new WeakMap<House, UsageQueue>()

/** Queues the events for the next group commit and answers each, in order, after its COMMIT. Throws only when the ledger is unavailable. */
export function enqueueUsage(events: readonly UsageEvent[], house: House): Promise<SettledUsage[]> {
  const queue = queues.get(house) ?? new UsageQueue(house)
  queues.set(house, queue)
  return Promise.all(queue.add(events))
}

/** Group commit: whatever arrives while a transaction runs goes into the next one; an idle queue waits for nothing. */
class UsageQueue {
  private waiting: Waiting[] = []
  private flushes = 0
  private readonly busyAccounts = new Set<string>()
  private readonly running = new Map<string, number>()

  constructor(private readonly house: House) {}

  add(events: readonly UsageEvent[]): Promise<SettledUsage>[] {
    if (this.waiting.length + events.length > WAITING_MAX) throw unavailable()
    const answers = events.map((event) => this.enqueue(event))
    this.pump()
    return answers
  }

  private enqueue(event: UsageEvent): Promise<SettledUsage> {
    const name = JSON.stringify([event.accountId, event.source, event.key])
    const repeats = this.running.get(name) ?? 0
    this.running.set(name, repeats + 1)
    return new Promise<SettledUsage>((resolve, reject) => {
      const timer =
        repeats > 0
          ? setTimeout(() => resolve({ kind: 'refusal', refusal: keyInFlight() }), REPEAT_WAIT_MILLIS)
          : undefined
      const done = <T>(answer: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer)
          const left = (this.running.get(name) ?? 1) - 1
          if (left === 0) this.running.delete(name)
          else this.running.set(name, left)
          answer(value)
        }
      }
      this.waiting.push({ event, name, skips: 0, resolve: done(resolve), reject: done(reject) })
    })
  }

  private pump(): void {
    while (this.flushes < FLUSHES_MAX) {
      const batch = this.pick()
      if (batch.length === 0) return
      void this.flush(batch)
    }
  }

  /** The next events whose accounts no running flush holds; patient ones, whose account must be waited for, go alone. */
  private pick(): Waiting[] {
    const accountsMax = config().LEDGER_BATCH_ACCOUNTS
    const accounts = new Set<string>()
    const batch: Waiting[] = []
    const rest: Waiting[] = []
    for (const item of this.waiting) {
      const { accountId } = item.event
      const fits = batch.length < FLUSH_EVENTS_MAX && (accounts.has(accountId) || accounts.size < accountsMax)
      const alone = batch[0] !== undefined && isPatient(batch[0]) !== isPatient(item)
      if (
        !fits ||
        alone ||
        this.busyAccounts.has(accountId) ||
        (isPatient(item) && accounts.size === 1 && !accounts.has(accountId))
      )
        rest.push(item)
      else {
        accounts.add(accountId)
        batch.push(item)
      }
    }
    this.waiting = rest
    for (const accountId of accounts) this.busyAccounts.add(accountId)
    return batch
  }

  private async flush(batch: Waiting[]): Promise<void> {
    this.flushes++
    try {
      await this.commit(batch)
    } finally {
      this.flushes--
      for (const { event } of batch) this.busyAccounts.delete(event.accountId)
      this.pump()
    }
  }

  /** Commits the batch; on an error in the data the halves are tried alone, so that one bad event fails by itself. */
  private async commit(batch: Waiting[]): Promise<void> {
    try {
      const outcomes = await commitUsage(
        batch.map((item) => item.event),
        this.house,
        batch.some(isPatient),
      )
      for (const [i, item] of batch.entries()) this.settle(item, outcomes[i])
    } catch (error) {
      if (batch.length === 1 || error instanceof Refusal) {
        for (const item of batch) item.reject(error)
        return
      }
      const middle = Math.ceil(batch.length / 2)
      await this.commit(batch.slice(0, middle))
      await this.commit(batch.slice(middle))
    }
  }

  private settle(item: Waiting, outcome: UsageOutcome | undefined): void {
    if (outcome && outcome.kind !== 'busy') {
      item.resolve(outcome)
      return
    }
    item.skips++
    setTimeout(() => {
      this.waiting.push(item)
      this.pump()
    }, 4 * item.skips)
  }
}

function isPatient(item: Waiting): boolean {
  return item.skips >= SKIPS_MAX
}

function keyInFlight(): Refusal {
  return new Refusal('key-in-flight', {
    detail: 'An event with this id is still being recorded. Send the same request again to get its answer.',
    retryAfterSeconds: 1,
  })
}
