import { databaseNow } from '@/lib/db/clock'
import { deleteExpiredKeys } from '@/lib/db/idempotency'
import { inTransaction } from '@/lib/db/transactions'
import { type Batch, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect } from '../define'

const KEYS_MAX = 2000

/**
 * Forgets the next keys of usage events whose 45 days are over; an event that old is refused, so none can be charged again. The day
 * stood in each row from the beginning: no deed, and none for the audit log, where a busy day's would drown all others.
 */
export const forgetKeys = defineDirect({
  name: 'ledger.forget-keys',
  input: SweepInput,
  allow: job,
  run: async (_, __, house): Promise<Batch> => {
    const keys = await inTransaction(house.db, async (tx) =>
      deleteExpiredKeys(tx, house.clock?.() ?? (await databaseNow(tx)), KEYS_MAX),
    )
    return { counts: { keys }, failures: [], next: keys < KEYS_MAX ? null : 'more' }
  },
})
