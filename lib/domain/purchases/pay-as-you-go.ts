import { stretchOf } from '../calendar'
import type { Pack } from '../catalogue/plans'
import type { Language } from '../format/locales'
import type { Instant } from '../instants'
import { TOKEN, type Tokens } from '../tokens'
import type { Sale } from './order-model'
import { priceOfAmount } from './price-of-amount'
import { addTax, type Tax } from './tax'

/** Use beyond the tokens that are there: the customer's own cap, and when it is billed. */
export interface PayAsYouGo {
  readonly isOn: boolean
  /** The most that may be owed at a time. */
  readonly cap: Tokens
  /** When what is owed is billed next. */
  readonly billAt: Instant
  /** For bills that are written while nobody is there. */
  readonly language: Language
}

/** The seller lends no more than this, whatever cap a customer wants. */
export const CAP_MAX: Tokens = 1_000_000n * TOKEN

/** The end of the calendar month that runs, in the account's zone. */
export function endOfMonth(at: Instant, zone: string): Instant {
  return stretchOf('month', at, zone).endsAt
}

const NAMES = { en: 'Use beyond your tokens', fr: 'Utilisation au-delà de vos jetons' } as const satisfies Record<
  Language,
  string
>

/**
 * The sale of what is owed: at the price of a free amount of as many whole tokens. Null when nothing is owed, or nothing is on sale in the
 * currency to price it by.
 */
export function usageSale(
  debt: Tokens,
  packs: readonly Pack[],
  { currency, tax, language }: { currency: string; tax: Tax; language: Language },
): Sale | null {
  if (debt <= 0n) return null
  const ofCurrency = packs.filter((pack) => pack.currency === currency)
  const whole = ((debt + TOKEN - 1n) / TOKEN) * TOKEN
  const price = priceOfAmount(ofCurrency, whole)
  if (!price) return null
  const facts = { kind: 'usage', packKey: null, planKey: null, name: NAMES[language], refundDays: 0 } as const
  return {
    ...facts,
    tokens: whole,
    expiryDays: price.tier.expiresAfterDays,
    currency,
    tax,
    ...addTax(price.cents, tax),
  }
}
