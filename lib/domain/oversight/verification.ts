import type { RateCard } from '../catalogue/model'
import { priceUsage } from '../catalogue/price-usage'
import { Refusal } from '../refusals'
import { parseTokens, type Tokens, tokensToDecimal } from '../tokens'

/** What `verify` proves, under the numbers that the ledger's invariants have in its design. */
export const CHECKS = [
  { invariant: 1, name: 'a grant conserves its tokens', of: 'grants' },
  { invariant: 2, name: 'no bucket is negative', of: 'grants' },
  { invariant: 3, name: 'entries rebuild every grant', of: 'entries' },
  { invariant: 4, name: 'account totals are the sum over its grants', of: 'accounts' },
  { invariant: 5, name: 'a transaction amounts to its entries', of: 'transactions' },
  { invariant: 6, name: 'numbers are gapless, times increase, totals chain', of: 'transactions' },
  { invariant: 7, name: 'one key, one effect', of: 'keys' },
  { invariant: 9, name: 'never below zero, no admitted charge above the debt limit', of: 'charges' },
  { invariant: 11, name: 'nothing is spent outside its dates, nothing due is unsettled', of: 'entries' },
  { invariant: 12, name: 'a hold resolves once, what is held is what open holds hold', of: 'holds' },
  { invariant: 13, name: 'periods tile time', of: 'allowances' },
  { invariant: 14, name: 'what rolls over is what was unused, as far as the rule goes', of: 'grants' },
  { invariant: 15, name: 'a grant has one origin, a named actor and a reason, a paid order one grant', of: 'grants' },
  {
    invariant: 16,
    name: 'at most what was paid goes back, what is done has its document, numbers have no gaps',
    of: 'documents',
  },
  { invariant: 17, name: 'a transaction is reversed at most once', of: 'transactions' },
  { invariant: 18, name: 'every charge prices again to its tokens', of: 'charges' },
  { invariant: 19, name: 'rollups equal charges', of: 'buckets' },
  { invariant: 20, name: "no account uses another's rows", of: 'charges' },
  { invariant: 22, name: 'API, page and ledger agree at one version', of: 'accounts' },
] as const

export type Invariant = (typeof CHECKS)[number]['invariant']
export type Counted = (typeof CHECKS)[number]['of']

/** A row that breaks an invariant: which, what it should say, what it says. Amounts are in tokens. */
export interface Offence {
  readonly accountId: string
  /** Such as "grant <id>" or "transaction 12". */
  readonly row: string
  readonly expected: string
  readonly found: string
}

export interface CheckResult {
  readonly invariant: Invariant
  readonly name: string
  /** How many rows of which kind were examined. */
  readonly examined: bigint
  readonly of: Counted
  /** At most OFFENCES_MAX; `isCut` says that there are more. */
  readonly offences: readonly Offence[]
  readonly isCut: boolean
  readonly milliseconds: number
}

export const OFFENCES_MAX = 100

/** What pricing a charge again needs of it. `quantities` is as stored, in whatever state. */
export interface PricedCharge {
  readonly accountId: string
  readonly id: string
  readonly status: string
  readonly actionKey: string
  readonly rateCardVersion: number
  readonly quantities: unknown
  readonly tokens: Tokens
}

/** Prices the charge again with the card of its version; null when that gives its tokens. */
export function priceAgain(charge: PricedCharge, card: RateCard | undefined): Offence | null {
  const priced = charge.status === 'failed' ? 0n : price(charge, card)
  if (priced === charge.tokens) return null
  const expected = typeof priced === 'bigint' ? `${tokensToDecimal(priced)} tokens` : priced
  return {
    accountId: charge.accountId,
    row: `charge ${charge.id}`,
    expected,
    found: `${tokensToDecimal(charge.tokens)} tokens`,
  }
}

function price(charge: PricedCharge, card: RateCard | undefined): Tokens | string {
  const line = card?.lines.get(charge.actionKey)
  if (!line) return `a price of ${charge.actionKey} on rate card ${charge.rateCardVersion}`
  const quantities: Record<string, bigint> = {}
  for (const [quantityClass, units] of Object.entries(charge.quantities ?? {})) {
    const amount = parseTokens(String(units))
    if (amount === null) return `a quantity of ${quantityClass} that can be read`
    quantities[quantityClass] = amount
  }
  try {
    return priceUsage(line, quantities).tokens
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.message
    throw refusal
  }
}
