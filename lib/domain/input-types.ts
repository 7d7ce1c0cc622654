import { z } from 'zod'
import { parseInstant } from './instants'
import { parseTokens } from './tokens'

/** A positive amount of tokens as a plain decimal string, read as thousandths. */
export const PositiveTokens = z.string().transform((text, context) => {
  const amount = parseTokens(text)
  if (amount !== null && amount > 0n) return amount
  context.addIssue({
    code: 'custom',
    params: { code: 'not-tokens' },
    message: 'Write a plain decimal above 0 with at most three decimals, such as "50000" or "0.25".',
  })
  return z.NEVER
})

/** An instant as RFC 3339 with its zone, read as microseconds. */
export const InstantText = z.string().transform((text, context) => {
  const at = parseInstant(text)
  if (at !== null) return at
  context.addIssue({
    code: 'custom',
    params: { code: 'not-an-instant' },
    message: 'Write date, time and zone, such as 2026-11-24T10:00:00Z.',
  })
  return z.NEVER
})
