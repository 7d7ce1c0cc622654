import { firstToSpend, type GrantTerms, grantOfTerms, type ReferenceGrant, serves } from './reference-grants'
import { periodStart, type ReferenceAllowance } from './reference-periods'

export interface Part {
  from: ReferenceGrant | 'debt'
  tokens: number
}

export interface Past {
  kind: 'grant' | 'charge' | 'removal' | 'other'
  parts: Part[]
  grants: ReferenceGrant[]
  reversed: boolean
}

export interface ReferenceHold {
  tokens: number
  action: string
  parts: { from: ReferenceGrant; tokens: number }[]
  expiresAt: number
  state: 'open' | 'captured' | 'released' | 'expired'
  captured: number
}

interface State {
  grants: ReferenceGrant[]
  holds: ReferenceHold[]
  past: Past[]
  allowance: ReferenceAllowance | null
  debt: number
  lastAt: number
}

/** What an account has, and what time alone does to it. */
export class ReferenceBook {
  protected state: State = { grants: [], holds: [], past: [], allowance: null, debt: 0, lastAt: 0 }

  constructor(
    public clock: number,
    readonly debtLimit: number,
  ) {}

  get grants(): readonly ReferenceGrant[] {
    return this.state.grants
  }

  get holds(): readonly ReferenceHold[] {
    return this.state.holds
  }

  get debt(): number {
    return this.state.debt
  }

  /** How many transactions there are. */
  get version(): number {
    return this.state.past.length
  }

  /** When something next happens by itself; Infinity for never. */
  get nextDue(): number {
    const grants = this.grants.map((g) => (g.pending > 0 ? g.effectiveAt : g.left > 0 ? g.expiresAt : Infinity))
    const holds = this.holds.filter(({ state }) => state === 'open').map((hold) => hold.expiresAt)
    return Math.min(...grants, ...holds, this.state.allowance?.nextAt ?? Infinity)
  }

  /** Every transaction is later than the one before, by a microsecond at least. */
  protected get at(): number {
    return Math.max(this.clock, this.state.lastAt + 1)
  }

  /** Brings everything due into the books, instant by instant. */
  protected settle(): void {
    const now = this.at
    for (let at = this.nextDue; at <= now; at = this.nextDue) this.settleAt(at)
  }

  /** Holds run out, grants roll over and expire, a period and grants begin, debt is paid. */
  private settleAt(at: number): void {
    for (const hold of this.holds.filter(({ state, expiresAt }) => state === 'open' && expiresAt === at)) {
      hold.state = 'expired'
      this.giveBack(hold.parts, at, (expiresAt) => expiresAt < at)
    }
    for (const grant of this.grants.filter((g) => g.pending === 0 && g.left > 0 && g.expiresAt === at)) {
      const rolled = this.rollOver(grant, 'left', grant.left, at)
      if (rolled) this.remember('other', [], [rolled])
      if (grant.left === 0) continue
      grant.expired += grant.left
      grant.left = 0
      this.remember('other', [], [])
    }
    this.openPeriod(at)
    for (const grant of this.grants.filter((g) => g.pending > 0 && g.effectiveAt === at)) {
      grant.left = grant.pending
      grant.pending = 0
      this.remember('other', [], [])
    }
    this.payDebt(at)
  }

  private openPeriod(at: number): void {
    const { allowance } = this.state
    if (allowance?.nextAt !== at) return
    const { tokens, cost, anchor, rollover, nextN: period } = allowance
    const expiresAt = periodStart(anchor, period + 1)
    const terms = { priority: 20, effectiveAt: at, expiresAt, cost, actions: [], period, rollover }
    this.remember('grant', [], [this.newGrant(tokens, terms)])
    this.state.allowance = { ...allowance, nextN: period + 1, nextAt: expiresAt }
  }

  /** Held tokens go back where they were; from a lapsed grant into one that it rolls over into, else to nobody. */
  protected giveBack(parts: ReferenceHold['parts'], at: number, isLapsed: (expiresAt: number) => boolean): void {
    const rolled: ReferenceGrant[] = []
    for (const { from, tokens } of parts) {
      if (!isLapsed(from.expiresAt)) {
        from.held -= tokens
        from.left += tokens
        continue
      }
      const into = this.rollOver(from, 'held', tokens, at)
      if (into) rolled.push(into)
      const lost = tokens - (into?.amount ?? 0)
      from.held -= lost
      from.expired += lost
    }
    this.remember('other', [], rolled)
  }

  /** As much as the rule has room for, until the end of the period after the grant's own. */
  private rollOver(grant: ReferenceGrant, bucket: 'left' | 'held', tokens: number, at: number): ReferenceGrant | null {
    const { rollover, period } = grant
    if (!rollover || !this.state.allowance) return null
    const expiresAt = periodStart(this.state.allowance.anchor, period + 2)
    const amount = Math.min(tokens, Math.min(rollover.max, grant.amount) - grant.moved)
    if (amount <= 0 || expiresAt <= at) return null
    grant[bucket] -= amount
    grant.moved += amount
    const cost = Math.floor((grant.cost * amount) / grant.amount)
    const again = rollover.again ? rollover : null
    const terms = { priority: 20, effectiveAt: at, expiresAt, cost, actions: grant.actions }
    return this.newGrant(amount, { ...terms, period: period + 1, rollover: again })
  }

  protected payDebt(at: number): void {
    const parts = this.take(this.debt, null, 'spent', at)
    const paid = parts.reduce((sum, part) => sum + part.tokens, 0)
    this.state.debt -= paid
    if (paid > 0) this.remember('other', [], [])
  }

  protected leftFor(action: string | null, at: number): number {
    return this.grants.filter((g) => serves(g, action, at)).reduce((sum, g) => sum + g.left, 0)
  }

  /** One token at a time from whichever grant is first in the spend order just then; stops when none is left. */
  protected take(tokens: number, action: string | null, bucket: 'spent' | 'revoked' | 'held', at: number) {
    const parts: ReferenceHold['parts'] = []
    for (let taken = 0; taken < tokens; taken++) {
      const grant = firstToSpend(this.grants.filter((g) => serves(g, action, at)))
      if (!grant) return parts
      grant.left -= 1
      grant[bucket] += 1
      const last = parts.at(-1)
      if (last?.from === grant) last.tokens += 1
      else parts.push({ from: grant, tokens: 1 })
    }
    return parts
  }

  protected newGrant(tokens: number, terms: GrantTerms, now = terms.effectiveAt): ReferenceGrant {
    const grant = grantOfTerms(tokens, terms, terms.effectiveAt > now, this.version + 1)
    this.state.grants.push(grant)
    return grant
  }

  protected remember(kind: Past['kind'], parts: Part[], grants: ReferenceGrant[]): void {
    this.state.lastAt = this.at
    this.state.past.push({ kind, parts, grants, reversed: false })
  }
}
