import type { Instant } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { asInstant } from './instants'

/** The database's clock, in microseconds. */
export async function databaseNow(tx: Queryable): Promise<Instant> {
  const [row] = await tx.$queryRaw<{ now: bigint }[]>`SELECT ${asInstant('clock_timestamp()')} AS now`
  if (!row) throw new Error('The database did not tell the time.')
  return row.now
}
