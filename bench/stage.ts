import { randomUUID } from 'node:crypto'
import { connect } from '@/lib/db/client'
import { DAY, type Instant, instantFromMillis } from '@/lib/domain/instants'
import { serviceKey } from '@/lib/testing/api-call'
import { testAccount, usageEvent } from '@/lib/testing/house'
import { type House, newId } from '@/lib/usecases/define'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import type { Application } from '../e2e/faults/application'
import { APPLICATION_ROLE, type Cluster } from '../e2e/faults/cluster'

const ACCOUNTS = 1000
const OPENING = '10000000000'
const POOL = 10
const CALL_EVENTS = 1000
const CALLERS = 4

/** Where the measurements run. */
export interface Stage {
  cluster: Cluster
  application: Application
  house: House
  /** A service key that may write and read for all accounts. */
  key: string
  accounts: string[]
  /** Accounts with few and with many charges behind them; nothing else is charged to them. */
  few: { id: string; charges: number }
  many: { id: string; charges: number }
}

export async function setStage(cluster: Cluster, application: Application, charges: number): Promise<Stage> {
  const house: House = { db: connect(cluster.url, APPLICATION_ROLE, POOL), clock: null, newId }
  const key = await serviceKey(house, ['usage:write', 'balance:read'])
  const few = { id: await testAccount(house, OPENING), charges: 1000 }
  const many = { id: await testAccount(house, OPENING), charges }
  const accounts: string[] = []
  const open = async () => {
    while (accounts.length < ACCOUNTS) {
      const place = accounts.push('') - 1
      accounts[place] = await testAccount(house, OPENING)
    }
  }
  await Promise.all(Array.from({ length: 8 }, open))
  return { cluster, application, house, key, accounts, few, many }
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
