import { z } from 'zod'
import { markDispatched, takeWaitingEvent } from '@/lib/db/audit'
import { job } from '../allow'
import { defineUsecase } from '../define'
import { EVENT_HANDLERS } from './event-handlers'

/** Hands one waiting event to its handler and marks it as delivered, in one transaction: both or neither. Returns the letters to be posted, null when another has the event or it was delivered. */
export const deliverEvent = defineUsecase({
  name: 'alerts.deliver-event',
  input: z.strictObject({ at: z.bigint(), id: z.uuid() }),
  allow: job,
  isSafeTwice: true,
  run: async (place, work) => {
    const event = await takeWaitingEvent(work.tx, place)
    if (!event) {
      work.unchanged()
      return null
    }
    const handle = Object.hasOwn(EVENT_HANDLERS, event.name) ? EVENT_HANDLERS[event.name] : undefined
    if (!handle) throw new Error(`There is no handler for "${event.name}".`)
    const letters = await handle(event, work)
    await markDispatched(work.tx, event, work.now)
    const detail = { event: event.name, letters: letters.length }
    work.audit({ accountId: event.accountId, subject: `event:${event.id}`, detail })
    return letters
  },
})
