import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from './dice'
import type { HttpClient } from './http-client'
import type { Journal } from './journal'
import { bodyOf, drawRequest, outcomesOf } from './usage-request'

export const CLIENTS = 64
const PAUSE_MS = 100

/** When a request was answered: before the fault, after it was sent in good health again, or in between. */
export type Phase = 'before' | 'during' | 'after'

/** How many events got which status, by phase; status 0 is a cut connection. */
export type Tally = Record<Phase, Map<number, number>>

/** Clients that report usage until they are stopped, each waiting for its answer before it goes on. Nothing is sent twice here. */
export class Load {
  phase: Phase = 'before'
  readonly tally: Tally = { before: new Map(), during: new Map(), after: new Map() }
  private requests = 0
  private isStopping = false
  private tellNext = () => {}
  private readonly running: Promise<unknown>

  constructor(
    private readonly client: HttpClient,
    private readonly journal: Journal,
    private readonly source: string,
    private readonly accounts: readonly string[],
    dice: Dice,
  ) {
    this.running = Promise.all(Array.from({ length: CLIENTS }, (_, i) => this.report(dice.fork(i))))
    // Told by stop, which awaits the same promise.
    this.running.catch(() => {})
  }

  /** Resolves when the next event is acknowledged. */
  nextAcknowledgement(): Promise<void> {
    return new Promise((resolve) => {
      this.tellNext = resolve
    })
  }

  /** Lets every client finish its request. Throws what one of them threw. */
  async stop(): Promise<void> {
    this.isStopping = true
    await this.running
  }

  private async report(dice: Dice): Promise<void> {
    while (!this.isStopping) {
      const request = drawRequest(dice, this.requests++, this.source, this.accounts)
      await this.journal.append({ sent: request })
      const sentIn = this.phase
      const outcomes = outcomesOf(request, await this.client.post(request.path, bodyOf(request)))
      if (outcomes.some(({ status }) => status === 200)) this.tellNext()
      const counted = this.tally[sentIn === 'after' || this.phase === 'before' ? sentIn : 'during']
      await this.journal.append({ answered: request.n, outcomes })
      for (const { status } of outcomes) counted.set(status, (counted.get(status) ?? 0) + 1)
      const isAway = outcomes.some(({ status }) => status !== 200 && status !== 402)
      if (isAway) await sleep(dice.whole(PAUSE_MS / 2, PAUSE_MS))
    }
  }
}
