import { stretchOf } from '../calendar'
import type { Pack } from '../catalogue/plans'
import type { Language } from '../format/locales'
import type { Instant } from '../instants'
import { TOKEN, type Tokens } from '../tokens'
import type { BillingProfile, Sale } from './order-model'
import type { KeptCard } from './payment-model'
import { TOTAL_MIN_CENTS } from './plan-order'
import { priceOfAmount } from './price-of-amount'
import { addTax, type Tax } from './tax'

/** Use beyond the tokens that are there: the customer's own cap, and when it is billed. */
export interface PayAsYouGo {
  readonly isOn: boolean
  /** The most that may be owed at a time. */
  readonly cap: Tokens
  /** What the seller lets the account owe besides, whatever its customer wants. */
  readonly base: Tokens
  /** When what is owed is billed next. */
  readonly billAt: Instant
  /** For bills that are written while nobody is there. */
  readonly language: Language
}

/** The seller lends no more than this, whatever cap a customer wants. */
export const CAP_MAX: Tokens = 1_000_000n * TOKEN

/** How much the account may owe. */
export function debtLimitOf({ isOn, cap, base }: Pick<PayAsYouGo, 'isOn' | 'cap' | 'base'>): Tokens {
  return isOn && cap > base ? cap : base
}

/** The end of the calendar month that runs, in the account's zone. */
export function endOfMonth(at: Instant, zone: string): Instant {
  return stretchOf('month', at, zone).endsAt
}

const NAMES = { en: 'Use beyond your tokens', fr: 'Utilisation au-delà de vos jetons' } as const satisfies Record<
  Language,
  string
>

/**
 * The sale of what is owed: at the price of a free amount of as many whole tokens. Null when nothing is owed, when it is less than a payment
 * can be (it waits for the next month), and when nothing is on sale in the currency to price it by.
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
  const taxed = price && addTax(price.cents, tax)
  if (!price || !taxed || taxed.totalCents < TOTAL_MIN_CENTS) return null
  const facts = { kind: 'usage', packKey: null, planKey: null, name: NAMES[language], refundDays: 0 } as const
  return {
    ...facts,
    tokens: whole,
    expiryDays: price.tier.expiresAfterDays,
    currency,
    tax,
    ...taxed,
  }
}

/** Use beyond the tokens as it is shown. */
export interface PayAsYouGoView {
  readonly asOf: Instant
  readonly timeZone: string
  readonly currency: string
  readonly status: 'active' | 'frozen' | 'closed'
  /** Null before anybody ever switched it on. */
  readonly agreed: PayAsYouGo | null
  readonly owed: Tokens
  /** What would be billed for it today; null when nothing would. */
  readonly bill: Sale | null
  readonly billAt: Instant
  /** The most that a thousand tokens cost, without tax; null when nothing is on sale. */
  readonly centsPerThousand: bigint | null
  readonly buyer: BillingProfile | null
  readonly card: KeptCard | null
}
