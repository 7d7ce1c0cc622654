import { listWaitingEvents } from '@/lib/db/audit'
import { withRetry } from '@/lib/db/transactions'
import { Refusal } from '@/lib/domain/refusals'
import { type Batch, failureLine, placeFromText, placeToText, SweepInput } from '@/lib/domain/sweep'
import { postLetter } from '../access/post-letter'
import { job } from '../allow'
import { defineDirect } from '../define'
import { deliverEvent } from './deliver-event'

const EVENTS_MAX = 20

/**
 * Delivers the next waiting events, in order, each in a transaction of its own: one that fails stays where it is and is tried again by
 * the next sweep, all others go on. Two deliveries at once share the events between them.
 */
export const deliverOutbox = defineDirect({
  name: 'alerts.deliver-outbox',
  input: SweepInput,
  allow: job,
  run: async ({ after }, caller, house): Promise<Batch> => {
    const waiting = await withRetry(() => listWaitingEvents(house.db, placeFromText(after), EVENTS_MAX))
    const failures: string[] = []
    const posts: Promise<void>[] = []
    let events = 0
    try {
      for (const place of waiting) {
        const letters = await deliverEvent(caller, place, house).catch((error: unknown) => {
          if (error instanceof Refusal && error.kind === 'unavailable') throw error
          failures.push(failureLine(`event ${place.id}`, error))
          return null
        })
        if (letters) events++
        posts.push(...(letters ?? []).map((letter) => postLetter(letter, house)))
      }
    } finally {
      await Promise.all(posts)
    }
    const last = waiting.length < EVENTS_MAX ? undefined : waiting.at(-1)
    return { counts: { events, letters: posts.length }, failures, next: last ? placeToText(last) : null }
  },
})
