/** What the buyer of a purchase is, for its tax. */
export interface TaxedBuyer {
  /** Two letters in capitals. */
  readonly country: string
  /** Checked by `parseVatId`; null for who has none. */
  readonly vatId: string | null
}

/** The tax of a purchase: a rate, none because the buyer accounts for it, or none because the country is outside. */
export interface Tax {
  readonly rule: 'rate' | 'reverse-charge' | 'outside'
  /** In hundredths of a percent: 2000 is 20 %. */
  readonly rateBasis: number
  /** Whose rule it is. */
  readonly country: string
}

/** For what is reckoned without tax. */
export const UNTAXED: Tax = { rule: 'outside', rateBasis: 0, country: '' }

export interface TaxedAmount {
  readonly netCents: bigint
  readonly taxCents: bigint
  readonly totalCents: bigint
}

/** Standard rates of value added tax of the European Union, in hundredths of a percent. */
const EU_RATES: Readonly<Record<string, number>> = {
  AT: 2000,
  BE: 2100,
  BG: 2000,
  CY: 1900,
  CZ: 2100,
  DE: 1900,
  DK: 2500,
  EE: 2400,
  ES: 2100,
  FI: 2550,
  FR: 2000,
  GR: 2400,
  HR: 2500,
  HU: 2700,
  IE: 2300,
  IT: 2200,
  LT: 2100,
  LU: 1700,
  LV: 2100,
  MT: 1800,
  NL: 2100,
  PL: 2300,
  PT: 2300,
  RO: 2100,
  SE: 2500,
  SI: 2200,
  SK: 2300,
}

/** Countries outside the Union whose tax is charged. All others, such as Canada and the United States, are outside. */
const OTHER_RATES: Readonly<Record<string, number>> = { CH: 810, GB: 2000, NO: 2500 }

/** What stands after the country's letters. Greece writes EL. */
const VAT_IDS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
}

/** Whole percents are 10,000 hundredths of a hundredth. */
const BASIS = 10_000n

export function isInUnion(country: string): boolean {
  return Object.hasOwn(EU_RATES, country)
}

/**
 * The tax on what the seller sells to the buyer. A business of the Union outside the seller's own country accounts for it by itself;
 * everybody else pays the rate of their own country, as for services supplied over a distance.
 */
export function taxFor({ country, vatId }: TaxedBuyer, sellerCountry: string): Tax {
  const rateBasis = EU_RATES[country] ?? OTHER_RATES[country]
  if (rateBasis === undefined) return { rule: 'outside', rateBasis: 0, country }
  if (isInUnion(country) && vatId !== null && country !== sellerCountry) {
    return { rule: 'reverse-charge', rateBasis: 0, country }
  }
  return { rule: 'rate', rateBasis, country }
}

/** The tax of one order, rounded once: halves of a minor unit go up. */
export function addTax(netCents: bigint, { rateBasis }: Tax): TaxedAmount {
  const taxCents = (netCents * BigInt(rateBasis) + BASIS / 2n) / BASIS
  return { netCents, taxCents, totalCents: netCents + taxCents }
}

/** A VAT id of the country, with its letters, as it is written in full: FR40303265045; null for what has not the form of one. */
export function parseVatId(text: string, country: string): string | null {
  const pattern = Object.hasOwn(VAT_IDS, country) ? VAT_IDS[country] : undefined
  const prefix = country === 'GR' ? 'EL' : country
  const compact = text.toUpperCase().replace(/[\s.-]/g, '')
  return compact.startsWith(prefix) && pattern?.test(compact.slice(prefix.length)) ? compact : null
}
