import { listOrdersToTry } from '@/lib/db/purchases-attempts'
import { withRetry } from '@/lib/db/transactions'
import { type Batch, failureLine, placeFromText, placeToText, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect } from '../define'
import { chargeOrder } from './charge-order'
import { houseNow } from './house-now'

const ORDERS_MAX = 50

/** Charges the saved cards whose time has come: those that were refused days ago, and those whose try was cut off. */
export const chargeCards = defineDirect({
  name: 'purchases.charge-cards',
  input: SweepInput,
  allow: job,
  run: async ({ after }, _, house): Promise<Batch> => {
    const now = await houseNow(house)
    const due = await withRetry(() => listOrdersToTry(house.db, now, placeFromText(after), ORDERS_MAX))
    const failures: string[] = []
    for (const { accountId, id: orderId } of due) {
      try {
        await chargeOrder({ accountId, orderId }, house)
      } catch (error) {
        failures.push(failureLine(`order ${orderId}`, error))
      }
    }
    const last = due.length < ORDERS_MAX ? undefined : due.at(-1)
    return { counts: { orders: due.length }, failures, next: last ? placeToText(last) : null }
  },
})
