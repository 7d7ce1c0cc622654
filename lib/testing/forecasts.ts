import { HOUR } from '@/lib/domain/instants'
import type { Batch, SweepInput } from '@/lib/domain/sweep'
import { TOKEN } from '@/lib/domain/tokens'
import type { House, Usecase } from '@/lib/usecases/define'
import { getHome } from '@/lib/usecases/forecast/get-home'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { TestClock, testAccount, testHouse, usageEvent } from './house'
import { memberCaller } from './people'

/** An account that has used some calls every six hours of the last days. */
export async function forecastScene(days: number, start = '2026-03-02T09:00:00Z') {
  const clock = new TestClock(start)
  const house = testHouse(clock)
  const accountId = await testAccount(house, '2000')
  const live = async (more: number) => {
    for (let quarter = 0; quarter < more * 4; quarter++) {
      await use(10 + ((quarter * 7) % 5))
      clock.advance(6n * HOUR)
    }
  }
  const use = (calls: number) =>
    enqueueUsage([usageEvent(accountId, clock.now(), { quantities: { call: BigInt(calls) * TOKEN } })], house)
  const home = (pace?: number) =>
    getHome(memberCaller(accountId, 'viewer'), { accountId, ...(pace === undefined ? {} : { pace }) }, house)
  const kept = () => house.db.forecast.findMany({ where: { accountId }, orderBy: { madeAt: 'asc' } })
  await live(days)
  return { clock, house, accountId, live, use, home, kept }
}

/** Has a job do all that is due; returns what it counted. Throws when something could not be done. */
export async function sweepAll(verb: Usecase<typeof SweepInput, Batch>, house: House): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    const batch: Batch = await verb({ kind: 'job', name: 'test' }, { after }, house)
    if (batch.failures.length > 0) throw new Error(batch.failures.join('\n'))
    for (const [what, count] of Object.entries(batch.counts)) counts[what] = (counts[what] ?? 0) + count
    after = batch.next
  }
  return counts
}
