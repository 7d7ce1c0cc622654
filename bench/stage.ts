import { randomUUID } from 'node:crypto'
import { connect } from '@/lib/db/client'
import { DAY, type Instant, instantFromMillis } from '@/lib/domain/instants'
import { serviceKey } from '@/lib/testing/api-call'
import { staffCaller, testAccount, usageEvent } from '@/lib/testing/house'
import { type House, newId } from '@/lib/usecases/define'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { setQuota } from '@/lib/usecases/oversight/set-quota'
import type { Application } from '../e2e/faults/application'
import { APPLICATION_ROLE, type Cluster } from '../e2e/faults/cluster'

const ACCOUNTS = 1000
const LIMITED_ACCOUNTS = 250
/** How many windows the accounts have whose admission is compared. */
export const WINDOW_COUNTS = [0, 1, 3, 6] as const
/** Windows that never fill: what is measured is the counting. */
const WINDOWS = [
  { name: 'minute', unit: 'minute', kind: 'rolling' },
  { name: 'hour', unit: 'hour', kind: 'fixed' },
  { name: 'day', unit: 'day', kind: 'fixed' },
  { name: 'any-hour', unit: 'hour', kind: 'rolling' },
  { name: 'week', unit: 'week', kind: 'fixed' },
  { name: 'month', unit: 'month', kind: 'fixed' },
] as const
const CAP = '1000000000'
const WORDS = { reasonEn: 'It is a quota of the bench.', reasonFr: 'Un quota du banc de mesure.' }
const OPENING = '10000000000'
const POOL = 10
const CALL_EVENTS = 1000
const CALLERS = 4
const OPENERS = 8

/** Where the measurements run. */
export interface Stage {
  cluster: Cluster
  application: Application
  house: House
  /** A service key that may write and read for all accounts. */
  key: string
  accounts: string[]
  /** Others, by how many windows each has. */
  limited: ReadonlyMap<number, readonly string[]>
  /** Accounts with few and with many charges behind them; nothing else is charged to them. */
  few: { id: string; charges: number }
  many: { id: string; charges: number }
}

export async function setStage(cluster: Cluster, application: Application, charges: number): Promise<Stage> {
  const house: House = { db: connect(cluster.url, APPLICATION_ROLE, POOL), clock: null, newId }
  const key = await serviceKey(house, ['usage:write', 'balance:read'])
  const few = { id: await testAccount(house, OPENING), charges: 1000 }
  const many = { id: await testAccount(house, OPENING), charges }
  const accounts = await openAccounts(house, ACCOUNTS)
  const limited = new Map<number, string[]>()
  for (const count of WINDOW_COUNTS) limited.set(count, await openAccounts(house, LIMITED_ACCOUNTS, count))
  return { cluster, application, house, key, accounts, limited, few, many }
}

/** Rich accounts with so many windows. */
async function openAccounts(house: House, count: number, windowCount = 0): Promise<string[]> {
  return manyAtOnce(count, async () => {
    const accountId = await testAccount(house, OPENING)
    for (const window of WINDOWS.slice(0, windowCount)) {
      const quota = { ...window, accountId, scope: 'account', measure: 'tokens', cap: CAP, policy: 'stop' } as const
      await setQuota(staffCaller('operator'), { ...quota, ...WORDS, reason: 'For the bench.' }, house)
    }
    return accountId
  })
}

/** Does it so often, some at once. */
export async function manyAtOnce<T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const go = async () => {
    while (next < count) {
      const i = next++
      results[i] = await work(i)
    }
  }
  await Promise.all(Array.from({ length: OPENERS }, go))
  return results
}

/** Charges an account through the group commit, its events spread over the last 30 days. */
export async function charge(house: House, { id, charges }: Stage['many']): Promise<void> {
  const end = instantFromMillis(Date.now())
  let done = 0
  const call = async () => {
    while (done < charges) {
      const first = done
      done += CALL_EVENTS
      const length = Math.min(CALL_EVENTS, charges - first)
      const at = (i: number): Instant => end - 30n * DAY + (30n * DAY * BigInt(first + i)) / BigInt(charges)
      await enqueueUsage(
        Array.from({ length }, (_, i) => usageEvent(id, at(i), { key: randomUUID() })),
        house,
      )
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, call))
}
