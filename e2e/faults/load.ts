import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from './dice'
import { beginWork, drawEnds, drawHold, type OpenWork } from './hold-request'
import type { HttpClient } from './http-client'
import type { Journal } from './journal'
import { drawUsage, type LoadRequest } from './load-request'
import { isFinal, nameOf, type Outcome, outcomesOf } from './outcome'

export const CLIENTS = 64
const PAUSE_MS = 400
const HOLD_SHARE = 0.3

/** When a request was answered: before the fault, after it was sent in good health again, or in between. */
export type Phase = 'before' | 'during' | 'after'

/** How many items got which answer, by phase: see `nameOf`. */
export type Tally = Record<Phase, Map<string, number>>

/**
 * Clients that report usage, open holds and end them until they are stopped, each waiting for its answer before it goes on. Nothing
 * is sent twice here.
 */
export class Load {
  phase: Phase = 'before'
  readonly tally: Tally = { before: new Map(), during: new Map(), after: new Map() }
  private requests = 0
  private isStopping = false
  private tellNext = () => {}
  /** Accounts and actions that were charged, so that a hold can do without an estimate. */
  private readonly charged = new Set<string>()
  private readonly running: Promise<unknown>

  constructor(
    private readonly client: HttpClient,
    private readonly journal: Journal,
    private readonly source: string,
    private readonly accounts: readonly string[],
    dice: Dice,
  ) {
    this.running = Promise.all(Array.from({ length: CLIENTS }, (_, i) => this.work(dice.fork(i))))
    // Told by stop, which awaits the same promise.
    this.running.catch(() => {})
  }

  /** Resolves when the next item is acknowledged. */
  nextAcknowledgement(): Promise<void> {
    return new Promise((resolve) => {
      this.tellNext = resolve
    })
  }

  /** Lets every client finish its request; holds that are open stay so. Throws what one of them threw. */
  async stop(): Promise<void> {
    this.isStopping = true
    await this.running
  }

  private async work(dice: Dice): Promise<void> {
    const open: OpenWork[] = []
    const next = () => this.requests++
    while (!this.isStopping) {
      const done = open.findIndex(({ doneAt }) => doneAt <= Date.now())
      const outcomes =
        done >= 0
          ? await this.sendAll(open.splice(done, 1).flatMap((work) => drawEnds(dice, work, next)))
          : dice.fraction() < HOLD_SHARE
            ? await this.hold(dice, next(), open)
            : await this.send(drawUsage(dice, next(), this.source, this.accounts))
      if (!outcomes.every(isFinal)) await sleep(dice.whole(PAUSE_MS / 2, PAUSE_MS))
    }
  }

  /** Opens a hold; if it is acknowledged its work has begun. */
  private async hold(dice: Dice, n: number, open: OpenWork[]): Promise<Outcome[]> {
    const hasCharges = (account: string, action: string) => this.charged.has(`${account} ${action}`)
    const request = drawHold(dice, n, this.source, this.accounts, hasCharges)
    const outcomes = await this.send(request)
    for (const outcome of outcomes) if (outcome.status === 200) open.push(...beginWork(dice, request, outcome))
    return outcomes
  }

  private async sendAll(requests: readonly LoadRequest[]): Promise<Outcome[]> {
    return (await Promise.all(requests.map((request) => this.send(request)))).flat()
  }

  private async send(request: LoadRequest): Promise<Outcome[]> {
    await this.journal.append({ sent: request })
    const sentIn = this.phase
    const outcomes = outcomesOf(request, await this.client.post(request.path, request.body))
    if (outcomes.some(({ status }) => status === 200)) this.tellNext()
    const counted = this.tally[sentIn === 'after' || this.phase === 'before' ? sentIn : 'during']
    await this.journal.append({ answered: request.n, outcomes })
    for (const [i, outcome] of outcomes.entries()) {
      const name = nameOf(outcome)
      counted.set(name, (counted.get(name) ?? 0) + 1)
      const item = request.items[i]
      if (request.kind === 'usage' && outcome.status === 200) this.charged.add(`${item?.account} ${item?.action}`)
    }
    return outcomes
  }
}
