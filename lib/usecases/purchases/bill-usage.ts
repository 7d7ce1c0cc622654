import { listBillsDue } from '@/lib/db/purchases-pay-as-you-go'
import { withRetry } from '@/lib/db/transactions'
import { type Batch, failureLine, placeFromText, placeToText, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect } from '../define'
import { chargeOrder } from './charge-order'
import { houseNow } from './house-now'
import { openUsageBill } from './open-usage-bill'

const ACCOUNTS_MAX = 50

/** Bills what accounts owe whose month has ended. A card that is refused is tried again by `charge-cards`. */
export const billUsage = defineDirect({
  name: 'purchases.bill-usage',
  input: SweepInput,
  allow: job,
  run: async ({ after }, caller, house): Promise<Batch> => {
    const now = await houseNow(house)
    const due = await withRetry(() => listBillsDue(house.db, now, placeFromText(after), ACCOUNTS_MAX))
    const failures: string[] = []
    for (const { id: accountId } of due) {
      try {
        const opened = await openUsageBill(caller, { accountId }, house)
        if (opened) await chargeOrder({ accountId, ...opened }, house)
      } catch (error) {
        failures.push(failureLine(`account ${accountId}`, error))
      }
    }
    const last = due.length < ACCOUNTS_MAX ? undefined : due.at(-1)
    return { counts: { accounts: due.length }, failures, next: last ? placeToText(last) : null }
  },
})
