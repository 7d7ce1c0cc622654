import { listUnpaidPeriods } from '@/lib/db/purchases-renewals'
import { withRetry } from '@/lib/db/transactions'
import { RENEW_AHEAD } from '@/lib/domain/purchases/dunning'
import { type Batch, failureLine, placeFromText, placeToText, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect } from '../define'
import { chargeOrder } from './charge-order'
import { houseNow } from './house-now'
import { openRenewal } from './open-renewal'

const PERIODS_MAX = 50

/** Orders and charges the periods of plans that begin in some minutes, or have begun. What is not paid then is tried again by `charge-cards`. */
export const renewPlans = defineDirect({
  name: 'purchases.renew-plans',
  input: SweepInput,
  allow: job,
  run: async ({ after }, caller, house): Promise<Batch> => {
    const by = (await houseNow(house)) + RENEW_AHEAD
    const due = await withRetry(() => listUnpaidPeriods(house.db, by, placeFromText(after), PERIODS_MAX))
    const failures: string[] = []
    for (const { accountId, id: allowanceId } of due) {
      try {
        const opened = await openRenewal(caller, { accountId, allowanceId }, house)
        if (opened) await chargeOrder({ accountId, ...opened }, house)
      } catch (error) {
        failures.push(failureLine(`allowance ${allowanceId}`, error))
      }
    }
    const last = due.length < PERIODS_MAX ? undefined : due.at(-1)
    return { counts: { periods: due.length }, failures, next: last ? placeToText(last) : null }
  },
})
