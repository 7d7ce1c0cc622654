import { z } from 'zod'
import { AccountId } from '../ledger/inputs'

/** How much faster or slower than in the past: a quarter to four times. */
export const Pace = z.number().min(0.25, 'Choose at least 0.25.').max(4, 'Choose at most 4.')

/** The same as an address has it, such as "2" or "0.25". */
export const PaceText = z
  .string()
  .regex(/^\d(\.\d{1,2})?$/, 'Write a factor from 0.25 to 4, such as 2 or 0.5.')
  .transform((text) => Number.parseFloat(text))
  .pipe(Pace)

export const CalendarFeedInput = z.strictObject({ accountId: AccountId, feedId: z.uuid().toLowerCase() })

/** What an address of a calendar carries: 32 random bytes in base64url. Anything else that fits is a secret that nobody has. */
export const FeedSecretInput = z.strictObject({ secret: z.string().max(128) })
