import type { Instant } from '../instants'
import type { Book } from '../ledger/model'
import { settle } from '../ledger/plan-settlement'
import { OpenBook } from '../ledger/posting'
import { type Tokens, tokensToPlot } from '../tokens'
import { paceOf } from './demand-pace'
import type { DemandPaths, TopUpRule } from './model'
import { Draws, type Lane, lanesOf } from './walk-draw'
import { type Grid, planGrid, RisingDemand, type Stretch } from './walk-grid'
import { monthsOf, TopUps } from './walk-top-up'

/** How the ledger goes on under one path of demand. Amounts are tokens as floating point. */
export interface Walk {
  /** What is available at each point of the grid. */
  readonly available: Float64Array
  /** When a request first finds no tokens; null when all find some. */
  readonly depletedAt: Instant | null
  /** Whether the last tokens were used, or lapsed. */
  readonly cause: 'used' | 'expired'
  /** What lapses of each grant. */
  readonly lapsed: ReadonlyMap<string, number>
  /** When auto top-up buys. */
  readonly topUps: readonly Instant[]
}

export interface Walks {
  readonly grid: Grid
  readonly demands: readonly RisingDemand[]
  readonly walks: readonly Walk[]
}

export interface WalkOptions {
  /** What each action has of the demand, for grants that serve some actions only. */
  readonly shares?: ReadonlyMap<string, number> | undefined
  readonly topUp?: TopUpRule | null | undefined
}

/** Purchases and changes of turn within one stretch; a rule that would need more (a pack of one token) is left at that. */
const STEPS_MAX = 1000

/**
 * Walks every path of demand through the ledger's own rules: between two instants at which the ledger changes by itself tokens leave in
 * spend order, and at each of them it is settled as the next real transaction would settle it. What finds no tokens is refused, and gone.
 */
export function walkPaths(book: Book, demand: DemandPaths, { shares, topUp }: WalkOptions = {}): Walks {
  const grid = planGrid(book, demand, topUp ? monthsOf(book.timeZone, demand.edges) : [])
  const lanes = lanesOf(book, shares)
  const demands = demand.paths.map((steps) => new RisingDemand(grid.edgeTimes, steps))
  const topping = topUp ? { rule: topUp, tokensPerDay: paceOf(grid, demands) } : null
  const walks = demands.map((rising) => new Walker(book, grid, rising, lanes, topping).walk())
  return { grid, demands, walks }
}

class Walker {
  private readonly open: OpenBook
  private readonly draws: Draws
  private readonly topUps: TopUps | null
  private readonly available: Float64Array
  private readonly lapsed = new Map<string, number>()
  private depletedAt: Instant | null = null
  private cause: Walk['cause'] = 'used'
  /** Transactions that were looked through for what lapsed. */
  private seen = 0

  constructor(
    book: Book,
    private readonly grid: Grid,
    private readonly demand: RisingDemand,
    private readonly lanes: readonly Lane[],
    topping: { rule: TopUpRule; tokensPerDay: Tokens } | null,
  ) {
    this.open = new OpenBook(book)
    this.draws = new Draws(this.open, lanes)
    this.topUps = topping && new TopUps(this.open, topping.rule, topping.tokensPerDay)
    this.available = new Float64Array(grid.points.length)
  }

  walk(): Walk {
    for (const stretch of this.grid.stretches) {
      const hadTokens = this.open.book.available > 0n
      settle(this.open, stretch.from)
      this.noteLapses()
      const tookTheLast = stretch.first > 0 && hadTokens && this.open.book.available === 0n
      this.spend(stretch, tookTheLast ? 'expired' : 'used')
    }
    const { available, depletedAt, cause, lapsed, topUps } = this
    return { available, depletedAt, cause, lapsed, topUps: topUps?.bought ?? [] }
  }

  /** Serves the demand of a stretch as far as tokens go, and notes the balance at its points. */
  private spend(stretch: Stretch, causeAtStart: Walk['cause']): void {
    const asked = this.demand.by(stretch.fromTime)
    const whole = this.demand.by(stretch.toTime) - asked
    let [done, point] = [0, stretch.first]
    for (let steps = 0; steps < STEPS_MAX; steps++) {
      const at = done === 0 ? stretch.from : this.instantAt(this.demand.timeBeyond(asked + done), stretch)
      if (this.topUps?.buy(at)) continue
      if (done >= whole) break
      const serving = this.draws.serving(at)
      if (serving.length < this.lanes.length)
        this.noteDepletion(asked + done, done === 0 ? causeAtStart : 'used', stretch)
      if (serving.length === 0) break
      const before = this.draws.left()
      const amount = Math.min(whole - done, this.draws.reach(serving, at), this.untilTopUp(at))
      this.draws.draw(serving, amount, at)
      const lost = (this.draws.left() - before) / amount
      for (; point <= stretch.last; point++) {
        const used = this.demand.by(this.timeOf(point)) - asked - done
        if (used > amount) break
        this.available[point] = Math.max(0, before + lost * used)
      }
      done += amount
    }
    for (const left = this.draws.left(); point <= stretch.last; point++) this.available[point] = left
  }

  /** Tokens that may be used before auto top-up buys: one thousandth more than what is above its threshold. */
  private untilTopUp(at: Instant): number {
    const slack = this.topUps?.slack(at) ?? null
    return slack === null ? Number.POSITIVE_INFINITY : tokensToPlot(slack + 1n)
  }

  private noteDepletion(asked: number, cause: Walk['cause'], stretch: Stretch): void {
    if (this.depletedAt !== null) return
    this.depletedAt = this.instantAt(this.demand.timeBeyond(asked), stretch)
    this.cause = cause
  }

  private noteLapses(): void {
    const { transactions } = this.open
    for (; this.seen < transactions.length; this.seen++) {
      for (const { grantId, to, amount } of transactions[this.seen]?.entries ?? []) {
        if (to === 'expired' && grantId !== null) {
          this.lapsed.set(grantId, (this.lapsed.get(grantId) ?? 0) + tokensToPlot(amount))
        }
      }
    }
  }

  private timeOf(point: number): number {
    return this.grid.points[point]?.time ?? 0
  }

  private instantAt(time: number, { from, to }: Stretch): Instant {
    const at = this.grid.start + BigInt(Math.round(Math.min(time, this.lastTime()) * 1000))
    return at < from ? from : at > to ? to : at
  }

  private lastTime(): number {
    return this.timeOf(this.grid.points.length - 1)
  }
}
