import { type Part, type Past, ReferenceBook, type ReferenceHold } from './reference-book'
import type { GrantTerms, ReferenceGrant } from './reference-grants'
import { periodStart, type ReferenceAllowance } from './reference-periods'

/** What became of a deed: done, or the kind of its refusal. */
export type ReferenceOutcome =
  | 'done'
  | 'insufficient-tokens'
  | 'not-reversible'
  | 'already-reversed'
  | 'hold-resolved'
  | 'capture-above-hold'

const RETURNED_LAST = 30 * 24 * 3600 * 1_000_000

/**
 * The ledger once more, as small and slow as it can be said: whole tokens, moved one at a time. The property tests run it beside
 * PostgreSQL; it shares no code with the domain, so that one cannot hide the other's fault.
 */
export class ReferenceLedger extends ReferenceBook {
  constructor(
    clock: number,
    debtLimit: number,
    readonly captureAbove: 'refuse' | 'charge' = 'refuse',
  ) {
    super(clock, debtLimit)
  }

  /** Puts the account on a plan whose period runs already. */
  subscribe(plan: Omit<ReferenceAllowance, 'nextN' | 'nextAt'>): void {
    let nextN = 0
    while (periodStart(plan.anchor, nextN + 1) <= this.clock) nextN++
    this.state.allowance = { ...plan, nextN, nextAt: periodStart(plan.anchor, nextN) }
    this.settle()
  }

  /** Only what is due. */
  touch(): void {
    this.settle()
  }

  grant(tokens: number, terms: Omit<GrantTerms, 'effectiveAt'>, from: number | null): void {
    const now = this.at
    this.settle()
    const grant = this.newGrant(tokens, { ...terms, effectiveAt: from ?? now }, now)
    this.remember('grant', [], [grant])
    this.payDebt(this.state.lastAt)
  }

  charge(tokens: number, action: string, mode: 'admit' | 'report'): ReferenceOutcome {
    this.settle()
    return this.pay(tokens, action, mode, [])
  }

  /** Staff's deeds leave nothing when they are refused, not even what was due. */
  remove(tokens: number): ReferenceOutcome {
    return this.whole(() => {
      const now = this.at
      this.settle()
      if (this.leftFor(null, now) < tokens) return 'insufficient-tokens'
      this.remember('removal', this.take(tokens, null, 'revoked', now), [])
      this.payDebt(this.state.lastAt)
      return 'done'
    })
  }

  reverse(index: number): ReferenceOutcome {
    return this.whole(() => {
      const target = this.state.past[index]
      if (target?.reversed) return 'already-reversed'
      const now = this.at
      this.settle()
      if (!target || target.kind === 'other') return 'not-reversible'
      if (target.kind === 'grant' && !this.revoke(target)) return 'not-reversible'
      if (target.kind !== 'grant') this.bringBack(target, now)
      target.reversed = true
      this.payDebt(this.state.lastAt)
      return 'done'
    })
  }

  hold(tokens: number, action: string, lasts: number): ReferenceOutcome {
    this.settle()
    const { at } = this
    if (this.leftFor(action, at) < tokens) return 'insufficient-tokens'
    const parts = this.take(tokens, action, 'held', at)
    this.remember('other', [], [])
    this.state.holds.push({ tokens, action, parts, expiresAt: at + lasts, state: 'open', captured: 0 })
    return 'done'
  }

  capture(index: number, tokens: number, mode: 'admit' | 'report'): ReferenceOutcome {
    this.settle()
    const hold = this.state.holds[index]
    if (hold?.state !== 'open') return 'hold-resolved'
    if (tokens > hold.tokens && mode === 'admit' && this.captureAbove === 'refuse') return 'capture-above-hold'
    const { first, rest } = split(hold.parts, tokens)
    if (rest.length > 0) this.returnRest(rest)
    if (tokens > 0) {
      const excess = Math.max(0, tokens - hold.tokens)
      const outcome = this.pay(excess, hold.action, mode, first)
      if (outcome !== 'done') return outcome
    }
    hold.state = 'captured'
    hold.captured = Math.min(tokens, hold.tokens)
    return 'done'
  }

  release(index: number): ReferenceOutcome {
    this.settle()
    const hold = this.state.holds[index]
    if (hold?.state === 'released') return 'done'
    if (hold?.state !== 'open') return 'hold-resolved'
    this.returnRest(hold.parts)
    hold.state = 'released'
    return 'done'
  }

  private returnRest(parts: ReferenceHold['parts']): void {
    const { at } = this
    this.giveBack(parts, at, (expiresAt) => expiresAt <= at)
    this.payDebt(this.at)
  }

  /** Held parts are spent, the rest is drawn from what is there, what is missing is owed. */
  private pay(tokens: number, action: string, mode: 'admit' | 'report', held: ReferenceHold['parts']) {
    const { at } = this
    const missing = Math.max(0, tokens - this.leftFor(action, at))
    if (missing > 0 && mode === 'admit' && this.debt + missing > this.debtLimit) return 'insufficient-tokens' as const
    for (const { from, tokens: part } of held) {
      from.held -= part
      from.spent += part
    }
    const owed: Part[] = missing > 0 ? [{ from: 'debt', tokens: missing }] : []
    const parts = [...held, ...this.take(tokens - missing, action, 'spent', at), ...owed]
    this.state.debt += missing
    this.remember('charge', parts, [])
    return 'done' as const
  }

  /** What was paid goes back where it came from; what has lapsed, or was owed and is paid since, comes as a new grant. */
  private bringBack(target: Past, now: number): void {
    const bucket = target.kind === 'charge' ? 'spent' : 'revoked'
    const comingBack: { tokens: number; like: ReferenceGrant | null }[] = []
    for (const { from, tokens } of target.parts) {
      if (from === 'debt') {
        const owed = Math.min(tokens, this.debt)
        this.state.debt -= owed
        if (tokens > owed) comingBack.push({ tokens: tokens - owed, like: null })
        continue
      }
      from[bucket] -= tokens
      if (from.expiresAt > now) from.left += tokens
      else {
        from.moved += tokens
        comingBack.push({ tokens, like: from })
      }
    }
    const terms = { priority: 10, effectiveAt: now, expiresAt: now + RETURNED_LAST }
    const grants = comingBack.map(({ tokens, like }) => {
      const cost = like ? Math.floor((like.cost * tokens) / like.amount) : 0
      return this.newGrant(tokens, { ...terms, cost, actions: like?.actions ?? [] })
    })
    this.remember('other', [], grants)
  }

  private revoke(target: Past): boolean {
    if (target.grants.every((grant) => grant.left + grant.pending === 0)) return false
    for (const grant of target.grants) {
      grant.revoked += grant.left + grant.pending
      grant.left = 0
      grant.pending = 0
    }
    this.remember('other', [], [])
    return true
  }

  private whole(deed: () => ReferenceOutcome): ReferenceOutcome {
    const before = structuredClone(this.state)
    const outcome = deed()
    if (outcome !== 'done') this.state = before
    return outcome
  }
}

/** The first so many tokens of the parts, and the rest. */
function split(parts: ReferenceHold['parts'], tokens: number) {
  const [first, rest]: [ReferenceHold['parts'], ReferenceHold['parts']] = [[], []]
  let left = tokens
  for (const { from, tokens: part } of parts) {
    const taken = Math.min(part, left)
    left -= taken
    if (taken > 0) first.push({ from, tokens: taken })
    if (part > taken) rest.push({ from, tokens: part - taken })
  }
  return { first, rest }
}
