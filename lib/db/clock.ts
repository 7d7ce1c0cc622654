import type { Instant } from '@/lib/domain/instants'
import type { Queryable } from './client'

/** The database's clock, in microseconds. */
export async function databaseNow(tx: Queryable): Promise<Instant> {
  const [row] = await tx.$queryRaw<
    { now: bigint }[]
  >`SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now`
  if (!row) throw new Error('The database did not tell the time.')
  return row.now
}
