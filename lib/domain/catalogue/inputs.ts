import { z } from 'zod'
import { InstantText, Text } from '../input-types'
import { parseTokens } from '../tokens'

export const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'Use small letters, digits, - and _, beginning with a letter.')
export const Sentence = Text.trim().min(10, 'Say in plain words why it costs this: customers read it.').max(300)
export const Name = Text.trim().min(1).max(60)

/** "3/10" or "3": an exact rational, numerator >= 0 and denominator > 0. */
export const Rational = z.string().transform((text, context) => {
  const match = /^(\d{1,15})(?:\/(\d{1,15}))?$/.exec(text)
  const denominator = BigInt(match?.[2] ?? '1')
  if (match?.[1] && denominator > 0n) return { numerator: BigInt(match[1]), denominator }
  context.addIssue({
    code: 'custom',
    params: { code: 'not-rational' },
    message: 'Write a whole number or a fraction of two, such as "3/10".',
  })
  return z.NEVER
})

const Amount = z.string().transform((text, context) => {
  const amount = parseTokens(text)
  if (amount !== null) return amount
  context.addIssue({
    code: 'custom',
    params: { code: 'not-tokens' },
    message: 'Write a plain decimal with at most three decimals, such as "0.25".',
  })
  return z.NEVER
})

const Price = z.strictObject({
  quantityClass: Slug,
  /** The tier begins after this many units. */
  from: Amount.default(0n),
  /** Tokens per unit. */
  tokens: Rational,
})

const Line = z.strictObject({
  action: Slug,
  nameEn: Name,
  nameFr: Name,
  /** Rounded up to a multiple of this many tokens: "0.001" to "1". */
  roundedTo: Amount.refine((amount) => amount > 0n, 'Must be above 0.').default(1n),
  minimum: Amount.default(0n),
  reasonEn: Sentence,
  reasonFr: Sentence,
  prices: z
    .array(Price)
    .min(1)
    .max(20)
    .refine(tiersBeginAtZero, 'Each quantity class needs a tier from 0, and each tier once.'),
})

export const PublishRateCardInput = z.strictObject({
  effectiveAt: InstantText,
  note: Sentence,
  lines: z
    .array(Line)
    .min(1)
    .max(100)
    .refine(
      (lines) => new Set(lines.map((line) => line.action)).size === lines.length,
      'Each action stands once on a card.',
    ),
})

function tiersBeginAtZero(prices: readonly { quantityClass: string; from: bigint }[]): boolean {
  const tiers = new Set(prices.map((price) => `${price.quantityClass}:${price.from}`))
  return tiers.size === prices.length && prices.every((price) => tiers.has(`${price.quantityClass}:0`))
}
