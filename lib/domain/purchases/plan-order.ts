import type { Pack } from '../catalogue/plans'
import type { Language } from '../format/locales'
import { type Fault, Refusal } from '../refusals'
import { TOKEN, type Tokens } from '../tokens'
import type { BillingProfile, Sale } from './order-model'
import { priceOfAmount } from './price-of-amount'
import { addTax, taxFor } from './tax'

/** How long what was bought may be given back while it is unused. */
export const REFUND_DAYS = 14

/** What the provider takes in one payment, in minor units. */
export const TOTAL_MIN_CENTS = 50n
export const TOTAL_MAX_CENTS = 99_999_999n

/** The most tokens of one purchase. */
export const AMOUNT_MAX: Tokens = 100_000_000n * TOKEN

/** What somebody wants to buy: a pack by its key, or a number of tokens. */
export type Choice = { readonly packKey: string } | { readonly tokens: Tokens }

/** What the seller sells to this buyer. */
export interface Counter {
  /** Those on sale, in any currency. */
  readonly packs: readonly Pack[]
  /** The account's. */
  readonly currency: string
  readonly buyer: Pick<BillingProfile, 'country' | 'vatId'>
  readonly sellerCountry: string
  readonly language: Language
}

/** What the choice is and costs now: the server's own price, whatever a form says. Refuses what is not sold. */
export function planSale(choice: Choice, counter: Counter): Sale {
  const packs = counter.packs.filter(({ currency }) => currency === counter.currency)
  const sold =
    'packKey' in choice
      ? packSold(choice.packKey, packs, counter.language)
      : amountSold(choice.tokens, packs, counter.language)
  const tax = taxFor(counter.buyer, counter.sellerCountry)
  const { netCents, ...facts } = sold
  const taxed = addTax(netCents, tax)
  if (taxed.totalCents > TOTAL_MAX_CENTS)
    throw notSold(pointerOf(choice), 'too-large', 'Choose less: it costs more than one payment can be.')
  if (taxed.totalCents < TOTAL_MIN_CENTS)
    throw notSold(pointerOf(choice), 'too-small', 'Choose more: it costs less than one payment can be.')
  return { ...facts, ...taxed, tax, planKey: null, refundDays: REFUND_DAYS, currency: counter.currency }
}

/** A buyer pays what they were shown, or is asked again. */
export function requireShownPrice(
  { totalCents, currency }: Pick<Sale, 'totalCents' | 'currency'>,
  shownCents: bigint,
): void {
  if (totalCents === shownCents) return
  throw new Refusal('price-changed', {
    detail: 'The price has changed since it was shown. Nothing was ordered. Look at the new price and decide again.',
    facts: { totalCents: `${totalCents}`, currency },
  })
}

type Sold = Pick<Sale, 'kind' | 'packKey' | 'name' | 'tokens' | 'expiryDays' | 'netCents'>

function packSold(packKey: string, packs: readonly Pack[], language: Language): Sold {
  const pack = packs.find(({ key }) => key === packKey)
  if (!pack) throw notSold('/packKey', 'not-sold', 'Choose one of the packs on sale.')
  const { key, nameEn, nameFr, tokens, expiresAfterDays, priceCents } = pack
  const name = language === 'fr' ? nameFr : nameEn
  return { kind: 'pack', packKey: key, name, tokens, expiryDays: expiresAfterDays, netCents: priceCents }
}

const AMOUNT_NAMES = { en: 'Tokens', fr: 'Jetons' } as const satisfies Record<Language, string>

function amountSold(tokens: Tokens, packs: readonly Pack[], language: Language): Sold {
  if (tokens % TOKEN !== 0n || tokens <= 0n) throw notSold('/tokens', 'whole-tokens', 'Write a whole number of tokens.')
  if (tokens > AMOUNT_MAX) throw notSold('/tokens', 'too-large', 'Choose at most 100,000,000 tokens.')
  const price = priceOfAmount(packs, tokens)
  if (!price) throw notSold('/tokens', 'not-sold', 'No tokens are on sale in the currency of this account.')
  const { tier, cents: netCents } = price
  return {
    kind: 'amount',
    packKey: null,
    name: AMOUNT_NAMES[language],
    tokens,
    expiryDays: tier.expiresAfterDays,
    netCents,
  }
}

function pointerOf(choice: Choice): string {
  return 'packKey' in choice ? '/packKey' : '/tokens'
}

function notSold(pointer: string, code: string, message: string): Refusal {
  const faults: Fault[] = [{ pointer, code, message }]
  return new Refusal('invalid-input', { detail: `${message} Nothing was ordered.`, faults })
}
