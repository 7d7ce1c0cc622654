import type { Instant } from '../instants'
import { type Book, type Grant, SETTLEMENT_ACTOR } from '../ledger/model'
import { planDrawdown } from '../ledger/plan-drawdown'
import type { OpenBook } from '../ledger/posting'
import { inSpendOrder, isFor } from '../ledger/spend-order'
import { expectedTokens, tokensToPlot } from '../tokens'

/** A part of the demand that the same grants serve. A null action is served by unrestricted grants only. */
export interface Lane {
  readonly action: string | null
  /** Of the whole demand; all lanes have 1 together. */
  readonly share: number
}

const ONE_LANE: readonly Lane[] = [{ action: null, share: 1 }]

/** The lanes of a book: one, unless grants of it are for some actions only; then one for each set of actions that they tell apart. */
export function lanesOf({ grants }: Book, shares: ReadonlyMap<string, number> = new Map()): readonly Lane[] {
  const restricted = [...grants.values()].filter(({ allowedActions }) => allowedActions.length > 0)
  const whole = [...shares.values()].reduce((sum, share) => sum + share, 0)
  if (restricted.length === 0 || whole <= 0) return ONE_LANE
  const lanes = new Map<string, Lane>()
  for (const [action, share] of shares) {
    if (share <= 0) continue
    const served = restricted.filter((grant) => isFor(grant, action)).map(({ id }) => id)
    const key = served.join(' ')
    const known = lanes.get(key) ?? { action: served.length > 0 ? action : null, share: 0 }
    lanes.set(key, { ...known, share: known.share + share / whole })
  }
  return [...lanes.values()]
}

/** Takes demand out of a simulated book as the ledger would: each lane in spend order. */
export class Draws {
  constructor(
    private readonly open: OpenBook,
    private readonly lanes: readonly Lane[],
  ) {}

  /** What is available, in tokens, for whatever action. */
  left(): number {
    return tokensToPlot(this.open.book.available)
  }

  /** The lanes that still find tokens. */
  serving(at: Instant): readonly Lane[] {
    if (this.lanes === ONE_LANE) return this.open.book.available > 0n ? ONE_LANE : []
    return this.lanes.filter(({ action }) => this.firstGrant(action, at) !== undefined)
  }

  /** How much demand of all lanes together these can serve until another grant's turn comes, or the end. */
  reach(serving: readonly Lane[], at: Instant): number {
    if (this.lanes === ONE_LANE) return this.left()
    const rates = new Map<Grant, number>()
    for (const { action, share } of serving) {
      const grant = this.firstGrant(action, at)
      if (grant) rates.set(grant, (rates.get(grant) ?? 0) + share)
    }
    return Math.min(...[...rates].map(([grant, rate]) => tokensToPlot(grant.available) / rate))
  }

  /** Takes each lane's share of `amount`; rounded up to thousandths, so that what was reached for is empty then. */
  draw(serving: readonly Lane[], amount: number, at: Instant): void {
    for (const { action, share } of serving) {
      const asked = expectedTokens(Math.ceil(amount * share * 1000) / 1000)
      const { entries } = planDrawdown(this.open.book.grants.values(), asked, action, at)
      if (entries.length > 0) {
        this.open.post({ kind: 'charge', entries, actor: SETTLEMENT_ACTOR, reason: 'Expected use.' }, at)
      }
    }
  }

  private firstGrant(action: string | null, at: Instant): Grant | undefined {
    return inSpendOrder(this.open.book.grants.values(), action, at)[0]
  }
}
