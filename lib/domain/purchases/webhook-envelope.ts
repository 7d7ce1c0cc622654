import { z } from 'zod'

/** What a webhook says about itself, beside what it is about. */
const Envelope = z.object({
  id: z.string().min(1).max(255),
  object: z.literal('event'),
  type: z.string().max(255),
  livemode: z.boolean(),
  account: z.string().nullish(),
  data: z.object({ object: z.object({}) }),
})

export type EnvelopeFault = 'unreadable' | 'other-mode' | 'other-account'

/** Why a webhook is none of ours, whoever signed it: no event, a test of a live shop's or the reverse, or a connected account's. Null when it is. */
export function envelopeFault(body: string, isLive: boolean): EnvelopeFault | null {
  const envelope = Envelope.safeParse(jsonOrNull(body))
  if (!envelope.success) return 'unreadable'
  if (envelope.data.livemode !== isLive) return 'other-mode'
  return envelope.data.account ? 'other-account' : null
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
