import { databaseNow } from '@/lib/db/clock'
import { withRetry } from '@/lib/db/transactions'
import type { Instant } from '@/lib/domain/instants'
import type { House } from '../define'

/** The house's time, outside of any transaction. */
export async function houseNow({ db, clock }: House): Promise<Instant> {
  return clock ? clock() : withRetry(() => databaseNow(db))
}
