import { listDueWebhooks } from '@/lib/db/purchases-webhooks'
import { withRetry } from '@/lib/db/transactions'
import { type Batch, failureLine, placeFromText, placeToText, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect } from '../define'
import { houseNow } from './house-now'
import { workWebhook } from './work-webhook'

const WEBHOOKS_MAX = 20

/** Works the next webhooks that nobody has worked yet: what the door did not come to after its answer, and what did not work before. */
export const workInbox = defineDirect({
  name: 'purchases.work-inbox',
  input: SweepInput,
  allow: job,
  run: async ({ after }, caller, house): Promise<Batch> => {
    const now = await houseNow(house)
    const due = await withRetry(() => listDueWebhooks(house.db, now, placeFromText(after), WEBHOOKS_MAX))
    const counts: Record<string, number> = {}
    const failures: string[] = []
    for (const { id } of due) {
      try {
        const worked = await workWebhook(caller, { id }, house)
        counts[worked] = (counts[worked] ?? 0) + 1
      } catch (error) {
        failures.push(failureLine(`webhook ${id}`, error))
      }
    }
    const last = due.length < WEBHOOKS_MAX ? undefined : due.at(-1)
    return { counts, failures, next: last ? placeToText(last) : null }
  },
})
