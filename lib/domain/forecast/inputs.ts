import { z } from 'zod'
import { AccountId } from '../ledger/inputs'

/** How much faster or slower than in the past: a quarter to four times. */
export const Pace = z.number().min(0.25, 'Choose at least 0.25.').max(4, 'Choose at most 4.')

/** The pace that an address asks for, such as "2"; null for what is none. */
export function paceFromText(text: string): number | null {
  const { data } = Pace.safeParse(/^\d(\.\d{1,2})?$/.test(text) ? Number.parseFloat(text) : null)
  return data ?? null
}

export const CalendarFeedInput = z.strictObject({ accountId: AccountId, feedId: z.uuid().toLowerCase() })

/** What an address of a calendar carries: 32 random bytes in base64url. Anything else that fits is a secret that nobody has. */
export const FeedSecretInput = z.strictObject({ secret: z.string().max(128) })
