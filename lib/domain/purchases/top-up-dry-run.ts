import type { BalanceStep } from '../forecast/balance-history'
import type { Threshold, UsageHistory } from '../forecast/model'
import { thresholdIn } from '../forecast/threshold-in'
import { DAY, HOUR, type Instant, instantToMillis } from '../instants'
import { expectedTokens, type Tokens } from '../tokens'
import { monthOf } from './top-up-plan'

/** So far back a rule is tried. */
export const DRY_RUN_DAYS = 60
/** The pace at an instant is that of so many days before it. */
const PACE_DAYS = 7
const HOURS_A_DAY = 24
const MILLIS_AN_HOUR = 3_600_000

/** What really happened: the balance from change to change, the use by the hour, and what a rule bought already. */
export interface Past {
  readonly timeZone: string
  /** Oldest first, the last one now. What was there before an addition stands a microsecond before it. */
  readonly balance: readonly BalanceStep[]
  /** Reaches back further than the balance, so that there is a pace from the beginning. */
  readonly use: UsageHistory
  /** Tokens that came from auto top-up: without them the rule is tried. */
  readonly toppedUp: readonly { readonly at: Instant; readonly tokens: Tokens }[]
}

/** A rule as it would have bought. */
export interface TriedRule {
  readonly threshold: Threshold
  readonly tokens: Tokens
  /** Of one purchase, tax included. */
  readonly totalCents: bigint
  readonly ceilingCents: bigint
}

/** What a rule would have done. */
export interface DryRun {
  readonly from: Instant
  readonly until: Instant
  readonly bought: readonly Instant[]
  readonly totalCents: bigint
  /** When the tokens really ran out and would not have. */
  readonly avoided: readonly Instant[]
  /** When they would have run out all the same. */
  readonly ranOut: readonly Instant[]
  /** Whether the ceiling kept it from buying once. */
  readonly isHeldBack: boolean
}

/**
 * Walks the past with a rule. What was charged stays what it was, so the balance with the rule is the real one and what it bought; what was
 * refused for lack of tokens nobody knows, and it is left out. Null when there is no past.
 */
export function dryRun(rule: TriedRule, past: Past): DryRun | null {
  const steps = withoutTopUps(past)
  const [first, last] = [steps[0], steps.at(-1)]
  if (!first || !last || first.at === last.at) return null
  const tried = new Trial(rule, past)
  for (const [i, step] of steps.entries()) tried.take(step, i > 0 && (steps[i - 1]?.available ?? 0n) > 0n)
  const { bought, avoided, ranOut, isHeldBack } = tried
  const totalCents = BigInt(bought.length) * rule.totalCents
  return { from: first.at, until: last.at, bought, totalCents, avoided, ranOut, isHeldBack }
}

class Trial {
  readonly bought: Instant[] = []
  readonly avoided: Instant[] = []
  readonly ranOut: Instant[] = []
  isHeldBack = false
  private readonly pace: (at: Instant) => Tokens | null
  private month = { endsAt: 0n, spentCents: 0n }

  constructor(
    private readonly rule: TriedRule,
    private readonly past: Past,
  ) {
    this.pace = paceOf(past.use)
  }

  take({ at, available }: BalanceStep, hadTokens: boolean): void {
    const below = thresholdIn(this.rule.threshold, this.pace(at))
    while (below !== null && this.with(available) < below && this.mayBuy(at)) {
      this.bought.push(at)
      this.month.spentCents += this.rule.totalCents
    }
    if (available > 0n || !hadTokens) return
    if (this.with(available) > 0n) this.avoided.push(at)
    else this.ranOut.push(at)
  }

  private with(available: Tokens): Tokens {
    return available + BigInt(this.bought.length) * this.rule.tokens
  }

  private mayBuy(at: Instant): boolean {
    const { totalCents, ceilingCents } = this.rule
    if (at >= this.month.endsAt) this.month = { endsAt: monthOf(at, this.past.timeZone).endsAt, spentCents: 0n }
    const hasRoom = this.month.spentCents + totalCents <= ceilingCents
    if (!hasRoom) this.isHeldBack = true
    return hasRoom
  }
}

/** The balance as it would have been had auto top-up never bought; below zero where it lived on that. */
function withoutTopUps({ balance, toppedUp }: Past): BalanceStep[] {
  const [start, end] = [balance[0]?.at ?? 0n, balance.at(-1)?.at ?? 0n]
  const within = toppedUp.filter(({ at }) => at > start && at <= end)
  return balance.map(({ at, available }) => {
    const brought = within.filter((topUp) => topUp.at <= at).reduce((sum, { tokens }) => sum + tokens, 0n)
    return { at, available: available - brought }
  })
}

/** Tokens a day over the days before an instant, once there is a day of them. */
function paceOf({ values, endsAt }: UsageHistory): (at: Instant) => Tokens | null {
  const sums = [0]
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value)
  const startsAt = endsAt - BigInt(values.length) * HOUR
  return (at) => {
    const until = Math.min(values.length, hoursBetween(startsAt, at))
    const from = Math.max(0, until - PACE_DAYS * HOURS_A_DAY)
    if (until - from < HOURS_A_DAY) return null
    return expectedTokens((((sums[until] ?? 0) - (sums[from] ?? 0)) / (until - from)) * HOURS_A_DAY)
  }
}

function hoursBetween(from: Instant, to: Instant): number {
  return to <= from ? 0 : Math.floor(instantToMillis(to - from) / MILLIS_AN_HOUR)
}

/** Where the walked past begins. */
export function dryRunFrom(now: Instant): Instant {
  return now - BigInt(DRY_RUN_DAYS) * DAY
}

/** Where the use that it needs begins. */
export function paceFrom(now: Instant): Instant {
  return dryRunFrom(now) - BigInt(PACE_DAYS) * DAY
}
