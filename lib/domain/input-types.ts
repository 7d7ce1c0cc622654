import { z } from 'zod'
import { type Instant, parseInstant, SECOND } from './instants'
import { parseTokens } from './tokens'

/** Text that can be kept: PostgreSQL holds no NUL, and JSON no half of a surrogate pair. */
export const Text = z.string().refine((text) => text.isWellFormed() && !text.includes('\0'), {
  params: { code: 'not-text' },
  message: 'Leave out NUL and halves of characters.',
})

const POSITIVE_TOKENS =
  'Send a plain decimal as a text, such as "50000" or "0.25": above 0, at most 1000000000000000, with at most three decimals.'

/** A positive amount of tokens as a plain decimal string, read as thousandths. */
export const PositiveTokens = z.string({ error: POSITIVE_TOKENS }).transform((text, context) => {
  const amount = parseTokens(text)
  if (amount !== null && amount > 0n) return amount
  context.addIssue({ code: 'custom', params: { code: 'not-tokens' }, message: POSITIVE_TOKENS })
  return z.NEVER
})

/** The years 1 to 9999 of UTC, which PostgreSQL reads as we write them. */
const [FIRST, LAST]: [Instant, Instant] = [-62_135_596_800n * SECOND, 253_402_300_800n * SECOND - 1n]

/** An instant as RFC 3339 with its zone, read as microseconds. */
export const InstantText = z.string().transform((text, context) => {
  const at = parseInstant(text)
  if (at !== null && at >= FIRST && at <= LAST) return at
  context.addIssue({
    code: 'custom',
    params: { code: 'not-an-instant' },
    message: 'Write date, time and zone, such as 2026-11-24T10:00:00Z.',
  })
  return z.NEVER
})
