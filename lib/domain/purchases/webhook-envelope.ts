import { z } from 'zod'

/** What a webhook says about itself, beside what it is about. */
const Envelope = z.object({ livemode: z.boolean(), account: z.string().nullish() })

export type EnvelopeFault = 'unreadable' | 'other-mode' | 'other-account'

/** Why a webhook is none of ours although it was signed: a test of a live shop's or the reverse, or of a connected account. Null when it is. */
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
