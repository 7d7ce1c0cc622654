import { listTopUpsToRun } from '@/lib/db/purchases-top-ups'
import { withRetry } from '@/lib/db/transactions'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { type Batch, failureLine, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect, type House } from '../define'
import { chargeOrder } from './charge-order'
import { houseNow } from './house-now'
import { noteTopUp } from './note-top-up'
import { openTopUp } from './open-top-up'

const CALLER = { kind: 'system', rule: 'auto-top-up' } as const
const ACCOUNTS_MAX = 20

/**
 * Runs auto top-up where few tokens are left: opens the purchase under the lock, charges the saved card outside of any transaction, and notes
 * what became of it. Cut off anywhere, the next run goes on: an order that was opened is charged under its own key, one that was charged is
 * noted.
 */
export const runTopUps = defineDirect({
  name: 'purchases.run-top-ups',
  input: SweepInput,
  allow: job,
  run: async ({ after }, _, house): Promise<Batch> => {
    const now = await houseNow(house)
    const due = await withRetry(() => listTopUpsToRun(house.db, now, after ?? NIL_ID, ACCOUNTS_MAX))
    const failures: string[] = []
    let orders = 0
    for (const accountId of due) {
      try {
        if (await runTopUp(accountId, house)) orders++
      } catch (error) {
        failures.push(failureLine(`auto top-up of ${accountId}`, error))
      }
    }
    const next = due.length < ACCOUNTS_MAX ? null : (due.at(-1) ?? null)
    return { counts: { accounts: due.length, orders }, failures, next }
  },
})

/** Says whether there was an order to charge. */
async function runTopUp(accountId: string, house: House): Promise<boolean> {
  const { orderId } = await openTopUp(CALLER, { accountId }, house)
  if (orderId === null) return false
  await chargeOrder({ accountId, orderId }, house)
  await noteTopUp(CALLER, { accountId }, house)
  return true
}
