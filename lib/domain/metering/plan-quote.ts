import type { RateCard } from '../catalogue/model'
import { type Pricing, priceUsage } from '../catalogue/price-usage'
import type { Instant } from '../instants'
import { availableFor } from '../ledger/plan-drawdown'
import { nextInstant } from '../ledger/posting'
import { Refusal } from '../refusals'
import type { Tokens } from '../tokens'
import { moneyMilliOf, OPERATION, type OpenAccount, requireActive } from './open-account'
import { amountOf, type Estimate } from './plan-hold'
import { lineOf, planPayment } from './plan-usage'

export interface Quote {
  readonly actionKey: string
  readonly basis: Estimate['basis']
  readonly tokens: Tokens
  /** Null unless quantities were priced. */
  readonly pricing: Pricing | null
  readonly rateCardVersion: number
  /** What the account has for this action now. */
  readonly available: Tokens
  /** Why it would be refused, all of it; empty when it would be admitted. */
  readonly refusals: readonly Refusal[]
  readonly delay: Instant
}

/** What an operation would cost now and whether it would be admitted. Nothing is posted and nothing is counted. */
export function planQuote(
  account: OpenAccount,
  estimate: Estimate & { apiKeyId: string; memberId: string },
  card: RateCard | null,
): Quote {
  const { book } = account
  const { actionKey, basis, apiKeyId, memberId } = estimate
  const { version, line } = lineOf(actionKey, card)
  const tokens = amountOf(estimate, line)
  const at = nextInstant(book, account.now)
  const refusals: Refusal[] = []
  const attempt = <T>(ask: () => T): T | null => {
    try {
      return ask()
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      refusals.push(refusal)
      return null
    }
  }
  attempt(() => requireActive(book, false))
  const entries = attempt(() => planPayment(book, actionKey, tokens, tokens, false, at)) ?? []
  const money = moneyMilliOf(entries, book.grants)
  const admitted = attempt(() => account.ask({ tokens, operations: OPERATION, money, apiKeyId, memberId }, at, false))
  return {
    actionKey,
    basis,
    tokens,
    pricing: basis === 'quantities' ? priceUsage(line, estimate.quantities) : null,
    rateCardVersion: version,
    available: availableFor(book.grants.values(), actionKey, at),
    refusals,
    delay: admitted?.delay ?? 0n,
  }
}
