import { deleteDeliveredEvents } from '@/lib/db/audit'
import { databaseNow } from '@/lib/db/clock'
import { inTransaction } from '@/lib/db/transactions'
import { DAY } from '@/lib/domain/instants'
import { type Batch, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect } from '../define'

const EVENTS_MAX = 1000
const EVENTS_KEPT = 30n * DAY

/** Forgets the next events that were delivered a month ago. What came of each stands in the audit log for ever. */
export const forgetDelivered = defineDirect({
  name: 'alerts.forget-delivered',
  input: SweepInput,
  allow: job,
  run: async (_, __, house): Promise<Batch> => {
    const events = await inTransaction(house.db, async (tx) => {
      const now = house.clock?.() ?? (await databaseNow(tx))
      return deleteDeliveredEvents(tx, now - EVENTS_KEPT, EVENTS_MAX)
    })
    return { counts: { events }, failures: [], next: events < EVENTS_MAX ? null : 'more' }
  },
})
