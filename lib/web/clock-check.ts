import { instantFromMillis } from '@/lib/domain/instants'
import { type ClockSkew, compareClocks } from '@/lib/domain/oversight/clock-skew'
import { checkHealth } from '@/lib/usecases/oversight/check-health'

/** Compares this machine's clock with the database's; `name` says who looks. Throws 'unavailable' without a database. */
export async function checkClock(name: string): Promise<ClockSkew> {
  const before = instantFromMillis(Date.now())
  const { databaseAt } = await checkHealth({ kind: 'job', name }, {})
  return compareClocks(before, instantFromMillis(Date.now() + 1), databaseAt)
}
