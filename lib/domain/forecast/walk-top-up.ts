import { stretchOf } from '../calendar'
import { DAY, type Instant } from '../instants'
import { SETTLEMENT_ACTOR } from '../ledger/model'
import { PRIORITY, planGrant } from '../ledger/plan-grant'
import type { OpenBook } from '../ledger/posting'
import type { Tokens } from '../tokens'
import type { TopUpRule } from './model'
import { thresholdIn } from './threshold-in'

/** An auto top-up inside its monthly ceiling, as it would buy in a simulated book. */
export class TopUps {
  private readonly threshold: Tokens
  readonly bought: Instant[] = []
  private monthEndsAt: Instant | null = null
  private leftCents: bigint

  constructor(
    private readonly open: OpenBook,
    private readonly rule: TopUpRule,
    tokensPerDay: Tokens,
  ) {
    this.leftCents = rule.leftCents
    this.threshold = thresholdIn(rule.threshold, tokensPerDay) ?? 0n
  }

  /** How many thousandths may still be used before it buys; null when it may not. */
  slack(at: Instant): bigint | null {
    this.enter(at)
    return this.leftCents < this.rule.chargedCents ? null : this.open.book.available - this.threshold
  }

  /** Buys when fewer tokens than the threshold are left and the month's ceiling allows it. Returns whether it did. */
  buy(at: Instant): boolean {
    const slack = this.slack(at)
    if (slack === null || slack >= 0n) return false
    const { rule, open } = this
    const id = `top-up ${this.bought.length}`
    const draft = planGrant(
      open.book,
      {
        id,
        source: 'pack',
        name: rule.packName,
        amount: rule.amount,
        priority: PRIORITY.pack,
        effectiveAt: at,
        expiresAt: at + BigInt(rule.expiresAfterDays) * DAY,
        costCents: rule.costCents,
        allowedActions: [],
        originGrantId: null,
        actor: SETTLEMENT_ACTOR,
        reason: 'Expected auto top-up.',
      },
      at,
    )
    open.post(draft, at)
    this.leftCents -= rule.chargedCents
    this.bought.push(at)
    return true
  }

  /** Each calendar month of the account's zone has the whole ceiling again. */
  private enter(at: Instant): void {
    const { timeZone } = this.open.book
    if (this.monthEndsAt === null) this.monthEndsAt = stretchOf('month', at, timeZone).endsAt
    while (at >= this.monthEndsAt) {
      this.monthEndsAt = stretchOf('month', this.monthEndsAt, timeZone).endsAt
      this.leftCents = this.rule.ceilingCents
    }
  }
}

/** Where the months of the zone begin between the edges: there a ceiling is whole again. */
export function monthsOf(zone: string, edges: readonly Instant[]): Instant[] {
  const [from, to] = [edges[0] ?? 0n, edges.at(-1) ?? 0n]
  const starts: Instant[] = []
  for (let at = stretchOf('month', from, zone).endsAt; at < to; at = stretchOf('month', at, zone).endsAt)
    starts.push(at)
  return starts
}
