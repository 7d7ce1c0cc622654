/**
 * The ledger once more, as small and slow as it can be said: whole tokens, moved one at a time. The property tests run it beside
 * PostgreSQL; it shares no code with the domain, so that one cannot hide the other's fault.
 */

export interface ReferenceGrant {
  createdSeq: number
  priority: number
  effectiveAt: number
  expiresAt: number
  paid: boolean
  actions: string[]
  pending: number
  left: number
  spent: number
  expired: number
  revoked: number
  moved: number
}

export type GrantTerms = Pick<ReferenceGrant, 'priority' | 'effectiveAt' | 'expiresAt' | 'paid' | 'actions'>
type Part = { from: ReferenceGrant | 'debt'; tokens: number }
interface Past {
  kind: 'grant' | 'charge' | 'removal' | 'other'
  parts: Part[]
  grants: ReferenceGrant[]
  reversed: boolean
}

const RETURNED_LAST = 30 * 24 * 3600

/** Time in seconds; amounts in tokens. Methods that may be refused answer false and change nothing. */
export class ReferenceLedger {
  readonly grants: ReferenceGrant[] = []
  readonly past: Past[] = []
  debt = 0

  constructor(
    public now: number,
    readonly debtLimit: number,
  ) {}

  get available(): number {
    return this.grants.reduce((sum, grant) => sum + grant.left, 0)
  }

  grant(tokens: number, terms: GrantTerms): void {
    this.settle()
    const grant = this.newGrant(tokens, terms)
    this.remember('grant', [], [grant])
    this.payDebt()
  }

  charge(tokens: number, action: string, mode: 'admit' | 'report'): boolean {
    this.settle()
    const left = this.grants.filter((g) => this.serves(g, action)).reduce((sum, g) => sum + g.left, 0)
    const missing = Math.max(0, tokens - left)
    if (missing > 0 && mode === 'admit' && this.debt + missing > this.debtLimit) return false
    const parts = this.take(tokens - missing, action, 'spent')
    this.debt += missing
    this.remember('charge', missing > 0 ? [...parts, { from: 'debt', tokens: missing }] : parts, [])
    return true
  }

  remove(tokens: number): boolean {
    this.settle()
    const left = this.grants.filter((g) => this.serves(g, null)).reduce((sum, g) => sum + g.left, 0)
    if (left < tokens) return false
    this.remember('removal', this.take(tokens, null, 'revoked'), [])
    this.payDebt()
    return true
  }

  reverse(index: number): boolean {
    const target = this.past[index]
    if (!target || target.reversed || target.kind === 'other') return false
    if (target.kind === 'grant') return this.revoke(target)
    this.settle()
    target.reversed = true
    const bucket = target.kind === 'charge' ? 'spent' : 'revoked'
    const comingBack: { tokens: number; like: ReferenceGrant | null }[] = []
    for (const { from, tokens } of target.parts) {
      if (from === 'debt') {
        const owed = Math.min(tokens, this.debt)
        this.debt -= owed
        if (tokens > owed) comingBack.push({ tokens: tokens - owed, like: null })
      } else {
        from[bucket] -= tokens
        if (from.expiresAt <= this.now) {
          from.moved += tokens
          comingBack.push({ tokens, like: from })
        } else from.left += tokens
      }
    }
    const terms = { priority: 10, effectiveAt: this.now, expiresAt: this.now + RETURNED_LAST }
    const grants = comingBack.map(({ tokens, like }) =>
      this.newGrant(tokens, { ...terms, paid: like?.paid ?? false, actions: like?.actions ?? [] }),
    )
    this.remember('other', [], grants)
    this.payDebt()
    return true
  }

  private revoke(target: Past): boolean {
    const rest = () => target.grants.reduce((sum, g) => sum + g.left + g.pending, 0)
    this.settle()
    if (rest() === 0) return false
    target.reversed = true
    for (const grant of target.grants) {
      grant.revoked += grant.left + grant.pending
      grant.left = 0
      grant.pending = 0
    }
    this.remember('other', [], [])
    this.payDebt()
    return true
  }

  /** Brings everything due into the books, instant by instant: lapse, take effect, pay debt. */
  private settle(): void {
    for (;;) {
      const due = this.grants
        .flatMap((g) => (g.pending > 0 ? [g.effectiveAt] : g.left > 0 ? [g.expiresAt] : []))
        .filter((at) => at <= this.now)
      if (due.length === 0) return
      const at = Math.min(...due)
      for (const grant of this.grants.filter((g) => g.pending === 0 && g.left > 0 && g.expiresAt === at)) {
        grant.expired += grant.left
        grant.left = 0
        this.remember('other', [], [])
      }
      for (const grant of this.grants.filter((g) => g.pending > 0 && g.effectiveAt === at)) {
        grant.left = grant.pending
        grant.pending = 0
        this.remember('other', [], [])
      }
      this.payDebt(at)
    }
  }

  private payDebt(at = this.now): void {
    const real = this.now
    this.now = at
    const parts = this.take(this.debt, null, 'spent')
    this.now = real
    const paid = parts.reduce((sum, part) => sum + part.tokens, 0)
    this.debt -= paid
    if (paid > 0) this.remember('other', [], [])
  }

  /** One token at a time from whichever grant is first in the spend order just then; stops when none is left. */
  private take(tokens: number, action: string | null, bucket: 'spent' | 'revoked'): Part[] {
    const parts: Part[] = []
    for (let taken = 0; taken < tokens; taken++) {
      const grant = this.grants.filter((g) => this.serves(g, action)).sort((a, b) => this.order(a, b))[0]
      if (!grant) return parts
      grant.left -= 1
      grant[bucket] += 1
      const last = parts.at(-1)
      if (last?.from === grant) last.tokens += 1
      else parts.push({ from: grant, tokens: 1 })
    }
    return parts
  }

  private serves(grant: ReferenceGrant, action: string | null): boolean {
    const open = grant.left > 0 && grant.effectiveAt <= this.now && this.now < grant.expiresAt
    return open && (grant.actions.length === 0 || (action !== null && grant.actions.includes(action)))
  }

  private order(a: ReferenceGrant, b: ReferenceGrant): number {
    const keys = (g: ReferenceGrant) => [
      g.priority,
      g.expiresAt,
      g.paid ? 1 : 0,
      g.effectiveAt,
      g.createdSeq,
      this.grants.indexOf(g),
    ]
    const [left, right] = [keys(a), keys(b)]
    const i = left.findIndex((key, n) => key !== right[n])
    return i < 0 ? 0 : (left[i] ?? 0) < (right[i] ?? 0) ? -1 : 1
  }

  private newGrant(tokens: number, terms: GrantTerms): ReferenceGrant {
    const later = terms.effectiveAt > this.now
    const amounts = {
      pending: later ? tokens : 0,
      left: later ? 0 : tokens,
      spent: 0,
      expired: 0,
      revoked: 0,
      moved: 0,
    }
    const grant = { ...terms, ...amounts, createdSeq: this.past.length + 1 }
    this.grants.push(grant)
    return grant
  }

  private remember(kind: Past['kind'], parts: Part[], grants: ReferenceGrant[]): void {
    this.past.push({ kind, parts, grants, reversed: false })
  }
}
