import { setTimeout as sleep } from 'node:timers/promises'
import { type Instant, instantFromMillis } from '@/lib/domain/instants'
import type { House } from '@/lib/usecases/define'
import { query } from './cluster'
import type { Dice } from './dice'
import { countDue, type DueAccount, judgeDue, openDueAccounts } from './due-accounts'
import type { Stage } from './stage'
import type { Verdict } from './verdict'

const JOB = 'ledger.settle-due'
const LOOK_MS = 5
/** What is due is settled within a minute, or a promise is broken; a sweep that is not to be waited for has not begun either. */
const LIMIT_MS = 60_000
/** How much of the sweep is done when it is struck, at least and at most, and how long after that at most. */
const SHARE = { min: 0.02, max: 0.7 }
const LATER_MILLIS_MAX = 60
/** Between the last preparation and the moment. */
const LEAD_MILLIS = 2000

/** Many accounts in which something is due at one moment, and the sweep that settles them. */
export class Sweep {
  private leftWhenStruck = 0
  private seconds = 0

  private constructor(
    private readonly url: string,
    private readonly accounts: readonly DueAccount[],
    private readonly dueAt: Instant,
  ) {}

  /** Opens as many accounts as there is time for at this pace. */
  static async prepare({ cluster, pace }: Stage, house: House): Promise<Sweep> {
    const until = Date.now() + pace.duePreparation
    const dueAt = Math.ceil((until + LEAD_MILLIS) / 1000) * 1000
    const bounds = { dueAt: instantFromMillis(dueAt), until: instantFromMillis(until), countMax: pace.dueAccountsMax }
    return new Sweep(cluster.url, await openDueAccounts(house, bounds), bounds.dueAt)
  }

  /** Waits for the moment, has the worker begin as if its minute had come round, and waits until it is in the middle of the accounts. */
  async reachMiddle(dice: Dice): Promise<void> {
    while (instantFromMillis(Date.now()) <= this.dueAt) await sleep(LOOK_MS)
    await query(
      this.url,
      `SELECT graphile_worker.add_job($1, job_key := $1, job_key_mode := 'unsafe_dedupe', max_attempts := 32767)`,
      [JOB],
    )
    const share = SHARE.min + dice.fraction() * (SHARE.max - SHARE.min)
    await this.waitUntil((left) => left <= (1 - share) * this.accounts.length)
    await sleep(dice.whole(0, LATER_MILLIS_MAX))
    this.leftWhenStruck = await countDue(this.url, this.dueAt)
  }

  /** Waits until everything is settled, for a minute at most. */
  async end(): Promise<void> {
    const healedAt = Date.now()
    await this.waitUntil((left) => left === 0)
    this.seconds = (Date.now() - healedAt) / 1000
  }

  judge(): Promise<Verdict> {
    return judgeDue(this.url, this.accounts)
  }

  toString(): string {
    const all = this.accounts.length
    return `${all - this.leftWhenStruck} of ${all} due accounts were settled, the rest ${this.seconds.toFixed(1)} s after it healed`
  }

  private async waitUntil(isReached: (left: number) => boolean): Promise<void> {
    const limit = Date.now() + LIMIT_MS
    while (Date.now() < limit && !isReached(await countDue(this.url, this.dueAt))) await sleep(LOOK_MS)
  }
}
