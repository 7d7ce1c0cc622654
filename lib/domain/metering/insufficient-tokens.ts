import { type Instant, instantToIso } from '../instants'
import { expectRenewals } from '../ledger/expect-renewals'
import { type Book, nextPeriodAt } from '../ledger/model'
import { availableFor } from '../ledger/plan-drawdown'
import { isFor } from '../ledger/spend-order'
import { Refusal } from '../refusals'
import { type Tokens, tokensToDecimal } from '../tokens'

export interface Lack {
  readonly actionKey: string
  readonly needed: Tokens
  readonly shortfall: Tokens
  /** What was not done: "charged", "held" or "captured". */
  readonly undone: string
}

/** The refusal for lack of tokens: what is needed, what is left for this action, and what comes next by itself. */
export function insufficientTokens(book: Book, { actionKey, needed, shortfall, undone }: Lack, at: Instant): Refusal {
  const available = tokensToDecimal(availableFor(book.grants.values(), actionKey, at))
  const next = nextAddition(book, actionKey, at)
  const until = next ? ` ${tokensToDecimal(next.amount)} tokens arrive at ${instantToIso(next.at)}.` : ''
  return new Refusal('insufficient-tokens', {
    detail: `This needs ${tokensToDecimal(needed)} tokens and ${available} are left for ${actionKey}. Nothing was ${undone}.${until} Add tokens and send the same event again.`,
    facts: {
      action: actionKey,
      needed: tokensToDecimal(needed),
      available,
      shortfall: tokensToDecimal(shortfall),
      nextAddition: next ? { at: instantToIso(next.at), tokens: tokensToDecimal(next.amount) } : null,
    },
  })
}

/** What comes next by itself for the action: a grant that takes effect, or a period of an allowance. */
function nextAddition(book: Book, actionKey: string, at: Instant): { at: Instant; amount: Tokens } | null {
  const grants = [...book.grants.values()]
    .filter((grant) => grant.pending > 0n && grant.effectiveAt > at && isFor(grant, actionKey))
    .map((grant) => ({ at: grant.effectiveAt, amount: grant.pending }))
  const periods = [...expectRenewals(book, at).allowances.values()].flatMap((allowance) => {
    const begins = nextPeriodAt(allowance)
    return begins === null ? [] : [{ at: begins, amount: allowance.amount }]
  })
  return [...grants, ...periods].sort((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null
}
