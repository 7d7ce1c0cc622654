import { config } from '@/lib/config'
import { isOutOfTime, unavailable } from '@/lib/db/transactions'
import type { UsageEvent } from '@/lib/domain/metering/model'
import { Refusal } from '@/lib/domain/refusals'
import type { House } from '../define'
import { commitOperations, type Outcome } from './commit-operations'
import {
  type ChargeOutcome,
  type Operation,
  operationName,
  type RefusalOutcome,
  type SettledOutcome,
} from './operations'

/** What became of a usage event. */
export type SettledUsage = ChargeOutcome | RefusalOutcome

/** Operations in one transaction at most. */
const FLUSH_OPERATIONS_MAX = 500
/** Transactions at once: while PostgreSQL writes one, the next is planned. A very small second one would cost more than it saves. */
const FLUSHES_MAX = 2
const SECOND_FLUSH_OPERATIONS_MIN = 24
/** Transactions that wait for an account which somebody else holds; they must not keep all others waiting. */
const PATIENT_FLUSHES_MAX = 2
/** Beyond this many waiting events new ones are sent away to come again, rather than all made slow. */
const WAITING_MAX = 20_000
/** After being skipped this often, an account's events wait for its lock. */
const SKIPS_MAX = 5
/** A repetition of an event that is still running waits this long for its answer. */
const REPEAT_WAIT_MILLIS = 2000

/** Ordinary flushes skip accounts that another process holds; patient ones wait for theirs. */
type Patience = 'ordinary' | 'patient'

interface Waiting {
  operation: Operation
  skips: number
  resolve: (outcome: SettledOutcome) => void
  reject: (error: unknown) => void
}

const queues = new WeakMap<House, OperationQueue>()

/** Queues the operations for the next group commit and answers each, in order, after its COMMIT. Throws only when the ledger is unavailable. */
export function enqueue(operations: readonly Operation[], house: House): Promise<SettledOutcome[]> {
  const queue = queues.get(house) ?? new OperationQueue(house)
  queues.set(house, queue)
  return Promise.all(queue.add(operations))
}

/** The same for usage events. */
export async function enqueueUsage(events: readonly UsageEvent[], house: House): Promise<SettledUsage[]> {
  const outcomes = await enqueue(
    events.map((request) => ({ kind: 'usage', request })),
    house,
  )
  return outcomes.map((outcome) => {
    if (outcome.kind === 'charge' || outcome.kind === 'refusal') return outcome
    throw new Error(`A usage event was answered as a ${outcome.kind}.`)
  })
}

/** Group commit: whatever arrives while a transaction runs goes into the next one; an idle queue waits for nothing. */
class OperationQueue {
  private readonly waiting: Record<Patience, Waiting[]> = { ordinary: [], patient: [] }
  /** Flushes under way. */
  private readonly running: Record<Patience, number> = { ordinary: 0, patient: 0 }
  /** Accounts of running flushes: their next events wait, so that each account's order is kept and no lock is waited for. */
  private readonly heldAccounts = new Set<string>()
  /** How many operations of one name are in the queue. */
  private readonly underName = new Map<string, number>()

  constructor(private readonly house: House) {}

  add(operations: readonly Operation[]): Promise<SettledOutcome>[] {
    const { ordinary, patient } = this.waiting
    if (ordinary.length + patient.length + operations.length > WAITING_MAX) throw unavailable()
    const answers = operations.map((operation) => this.enqueue(operation))
    this.pump()
    return answers
  }

  private enqueue(operation: Operation): Promise<SettledOutcome> {
    const name = operationName(operation)
    const repeats = this.underName.get(name) ?? 0
    this.underName.set(name, repeats + 1)
    return new Promise<SettledOutcome>((resolve, reject) => {
      const timer =
        repeats > 0
          ? setTimeout(() => resolve({ kind: 'refusal', refusal: keyInFlight() }), REPEAT_WAIT_MILLIS)
          : undefined
      const done = <T>(answer: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer)
          const left = (this.underName.get(name) ?? 1) - 1
          if (left === 0) this.underName.delete(name)
          else this.underName.set(name, left)
          answer(value)
        }
      }
      this.waiting.ordinary.push({ operation, skips: 0, resolve: done(resolve), reject: done(reject) })
    })
  }

  private pump(): void {
    while (this.running.patient < PATIENT_FLUSHES_MAX && this.start('patient'));
    while (this.mayStart() && this.start('ordinary'));
  }

  private mayStart(): boolean {
    const { ordinary } = this.running
    return ordinary === 0 || (ordinary < FLUSHES_MAX && this.waiting.ordinary.length >= SECOND_FLUSH_OPERATIONS_MIN)
  }

  /** Starts a flush with the next events whose accounts no running one holds; false when there are none. */
  private start(patience: Patience): boolean {
    const accountsMax = patience === 'patient' ? 1 : config().LEDGER_BATCH_ACCOUNTS
    const accounts = new Set<string>()
    const batch: Waiting[] = []
    this.waiting[patience] = this.waiting[patience].filter((item) => {
      const { accountId } = item.operation.request
      const hasRoom = batch.length < FLUSH_OPERATIONS_MAX && (accounts.has(accountId) || accounts.size < accountsMax)
      if (!hasRoom || this.heldAccounts.has(accountId)) return true
      accounts.add(accountId)
      batch.push(item)
      return false
    })
    if (batch.length > 0) void this.flush(batch, patience, accounts)
    return batch.length > 0
  }

  private async flush(batch: Waiting[], patience: Patience, accounts: ReadonlySet<string>): Promise<void> {
    this.running[patience]++
    for (const accountId of accounts) this.heldAccounts.add(accountId)
    try {
      await this.commit(batch, patience)
    } finally {
      this.running[patience]--
      for (const accountId of accounts) this.heldAccounts.delete(accountId)
      this.pump()
    }
  }

  /** Commits the batch; on an error in the data the halves are tried alone, so that one bad event fails by itself. */
  private async commit(batch: Waiting[], patience: Patience): Promise<void> {
    try {
      const outcomes = await commitOperations(
        batch.map((item) => item.operation),
        this.house,
        patience === 'patient',
      )
      for (const [i, item] of batch.entries()) this.settle(item, outcomes[i])
    } catch (thrown) {
      const error = isOutOfTime(thrown) ? unavailable() : thrown
      if (batch.length === 1 || error instanceof Refusal) {
        for (const item of batch) item.reject(error)
        return
      }
      const middle = Math.ceil(batch.length / 2)
      await this.commit(batch.slice(0, middle), patience)
      await this.commit(batch.slice(middle), patience)
    }
  }

  private settle(item: Waiting, outcome: Outcome | undefined): void {
    if (outcome && outcome.kind !== 'busy') {
      item.resolve(outcome)
      return
    }
    item.skips++
    setTimeout(() => {
      this.waiting[item.skips < SKIPS_MAX ? 'ordinary' : 'patient'].push(item)
      this.pump()
    }, 4 * item.skips)
  }
}

function keyInFlight(): Refusal {
  return new Refusal('key-in-flight', {
    detail: 'Work under this id is still being recorded. Send the same request again to get its answer.',
    retryAfterSeconds: 1,
  })
}
