import { RiskBudgetSpent } from './errors.js'
import type { UsageEvent } from './requests.js'
import { parseTokens, tokensToText } from './tokens.js'

/** How much unrecorded work the caller is ready to carry: tokens by his own estimate, and pieces of work. */
export class RiskBudget {
  private readonly budget: bigint
  private tokens = 0n
  private pieces = 0

  constructor(
    tokens: string,
    private readonly piecesMax: number,
  ) {
    this.budget = parseTokens(tokens)
    if (!(piecesMax >= 1)) throw new TypeError('maxEvents is a number of at least 1.')
  }

  /** A decimal text. */
  get tokensAtRisk(): string {
    return tokensToText(this.tokens)
  }

  has(tokensAtRisk: string): boolean {
    return this.tokens + parseTokens(tokensAtRisk) <= this.budget && this.pieces < this.piecesMax
  }

  /** Takes on one piece of work. Returns what puts it down again, once. */
  carry(tokensAtRisk: string): () => void {
    const tokens = parseTokens(tokensAtRisk)
    this.tokens += tokens
    this.pieces++
    let isCarried = true
    return () => {
      if (!isCarried) return
      isCarried = false
      this.tokens -= tokens
      this.pieces--
    }
  }

  spent(tokensAtRisk: string, event: UsageEvent | null, cause: unknown): RiskBudgetSpent {
    const [now, most] = [tokensToText(this.tokens), tokensToText(this.budget)]
    const message =
      this.pieces >= this.piecesMax
        ? `Comptoir is away, and ${this.pieces} pieces of work wait for it: no more than ${this.piecesMax} may.`
        : `Comptoir is away, and ${now} of the ${most} tokens that may be at risk are: there is no room for ${tokensAtRisk}.`
    return new RiskBudgetSpent(message, event, cause)
  }
}
