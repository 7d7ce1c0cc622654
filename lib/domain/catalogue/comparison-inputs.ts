import { z } from 'zod'
import { Name, Rational, Slug } from './inputs'
import { Cents, Currency } from './plan-inputs'

const UnitPrice = z
  .strictObject({ action: Slug, quantityClass: Slug, centsPerMillion: Rational })
  .transform(({ action, quantityClass, centsPerMillion: { numerator, denominator } }) => ({
    actionKey: action,
    quantityClass,
    numerator,
    denominator: denominator * 1_000_000n,
  }))

/** What is billed directly elsewhere: in minor units of the currency for a million units. */
export const DefineComparisonInput = z.strictObject({
  key: Slug,
  provider: Name,
  currency: Currency,
  monthlyFeeCents: Cents.default(0n),
  pricedOn: z.iso.date(),
  sourceUrl: z.url({ protocol: /^https$/ }).max(300),
  prices: z
    .array(UnitPrice)
    .min(1)
    .max(100)
    .refine(
      (prices) => new Set(prices.map((one) => `${one.actionKey} ${one.quantityClass}`)).size === prices.length,
      'Each quantity class of an action has one price.',
    ),
})
