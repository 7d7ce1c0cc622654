import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect, type Database } from '@/lib/db/client'
import { listUnusualUse } from '@/lib/db/forecast-unusual'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/domain/instants'
import type { UsageEvent } from '@/lib/domain/metering/model'
import { type Cutter, cutterBefore } from '@/lib/testing/cut-connection'
import { freshDatabase } from '@/lib/testing/database'
import { staffCaller, TestClock, testAccount, usageEvent } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { deliverOutbox } from '../alerts/deliver-outbox'
import { type House, newId } from '../define'
import { enqueueUsage } from '../metering/operation-queue'
import { findUnusualUse } from './find-unusual-use'
import { getHome } from './get-home'

const JOB = { kind: 'job', name: 'forecast.find-unusual-use' } as const
const NINE_DAYS_OF_HOURS = 216

let database: { url: string; drop: () => Promise<void> }
let cutter: Cutter
let db: Database
let clock: TestClock
let house: House

beforeAll(async () => {
  database = await freshDatabase()
  cutter = await cutterBefore(database.url)
  db = connect(cutter.url, 'comptoir_app', 4)
})
afterAll(async () => {
  await db.$disconnect()
  cutter.close()
  await database.drop()
})
let day = 0n
/** Each test is long after the one before: what that one used is none of this one's last hours. */
beforeEach(() => {
  clock = new TestClock('2026-03-10T00:10:00Z')
  clock.advance(++day * 30n * DAY)
  house = { db, clock: clock.now, newId }
})

function event(accountId: string, occurredAt: Instant, calls: bigint, overrides: Partial<UsageEvent> = {}): UsageEvent {
  return usageEvent(accountId, occurredAt, { mode: 'report', quantities: { call: calls * 1000n }, ...overrides })
}

/** An account that used 10 tokens in each hour of nine days, the last one excluded, by two actions. */
async function accountWithUse(): Promise<string> {
  const accountId = await testAccount(house, '1000000')
  const until = clock.now() - 10n * MINUTE
  const events = Array.from({ length: NINE_DAYS_OF_HOURS }, (_, i) => until - BigInt(i + 2) * HOUR).flatMap((at) => [
    event(accountId, at, 6n),
    event(accountId, at + 20n * MINUTE, 4n, { actionKey: 'other' }),
  ])
  for (let i = 0; i < events.length; i += 100) await enqueueUsage(events.slice(i, i + 100), house)
  return accountId
}

/** Uses so many tokens in the last full hour. */
async function use(accountId: string, calls: bigint, overrides: Partial<UsageEvent> = {}): Promise<Instant> {
  const at = clock.now() - HOUR
  await enqueueUsage([event(accountId, at, calls, overrides)], house)
  return at - (at % HOUR)
}

const sweep = (after: string | null = null) => findUnusualUse(JOB, { after }, house)
const noted = (accountId: string) => listUnusualUse(db, accountId, 0n)
const events = (accountId: string) => db.outboxEvent.findMany({ where: { accountId, name: 'usage.unusual' } })

test('an hour unlike all before is noted for the account and for its action, with an event each', async () => {
  const accountId = await accountWithUse()
  const at = await use(accountId, 500n)
  expect(await sweep()).toEqual({ counts: { accounts: 1, events: 2 }, failures: [], next: null })
  expect(await noted(accountId)).toMatchObject([
    { accountId, series: '', at, used: 500_000n, usual: 10_000n },
    { accountId, series: 'unit', at, used: 500_000n, usual: 6_000n },
  ])
  expect((await events(accountId)).map(({ payload }) => payload)).toEqual(
    expect.arrayContaining([expect.objectContaining({ series: 'unit', used: '500', usual: '6' })]),
  )
})

test('the home page has it for two days', async () => {
  const accountId = await accountWithUse()
  const at = await use(accountId, 500n)
  await sweep()
  const home = () => getHome(memberCaller(accountId, 'viewer'), { accountId }, house)
  expect((await home()).unusualUse).toMatchObject([
    { series: '', at, used: 500_000n, usual: 10_000n },
    { series: 'unit', at, used: 500_000n, usual: 6_000n },
  ])
  clock.advance(2n * DAY)
  expect((await home()).unusualUse).toEqual([])
})

test('usual use is noted nowhere', async () => {
  const accountId = await accountWithUse()
  await use(accountId, 12n)
  expect(await sweep()).toMatchObject({ counts: { accounts: 1, events: 0 } })
  expect(await noted(accountId)).toEqual([])
})

test('done twice, and twice at once, each is noted once', async () => {
  const accountId = await accountWithUse()
  await use(accountId, 500n)
  await Promise.all([sweep(), sweep()])
  expect(await sweep()).toMatchObject({ counts: { events: 0 } })
  expect(await noted(accountId)).toHaveLength(2)
  expect(await events(accountId)).toHaveLength(2)
})

test('when the answer to the COMMIT is lost, each is noted once all the same', async () => {
  const accountId = await accountWithUse()
  await use(accountId, 500n)
  cutter.loseCommits(1)
  expect(await sweep()).toMatchObject({ failures: [] })
  expect(await noted(accountId)).toHaveLength(2)
  expect(await events(accountId)).toHaveLength(2)
})

test('a series is noted once a day, by the account’s own day', async () => {
  // 00:10 in UTC is 01:10 in Paris: the last full hour is the first one of Paris's day.
  const accountId = await accountWithUse()
  const first = await use(accountId, 500n)
  await sweep()
  clock.advance(HOUR)
  await use(accountId, 900n)
  await sweep()
  expect((await noted(accountId)).map(({ at }) => at)).toEqual([first, first])
  clock.advance(DAY)
  const next = await use(accountId, 9000n)
  await sweep()
  expect((await noted(accountId)).map(({ at }) => at)).toEqual([next, next, first, first])
})

test('use that is reported an hour late is found by the next run', async () => {
  const accountId = await accountWithUse()
  await use(accountId, 10n)
  expect(await sweep()).toMatchObject({ counts: { events: 0 } })
  const late = clock.now() - HOUR
  clock.advance(HOUR)
  await enqueueUsage([event(accountId, late, 500n)], house)
  expect(await sweep()).toMatchObject({ counts: { events: 2 } })
})

test('an hour that is not over is left to the run after it', async () => {
  const accountId = await accountWithUse()
  await enqueueUsage([event(accountId, clock.now() - MINUTE, 500n)], house)
  expect(await noted(accountId)).toEqual([])
  await sweep()
  expect(await noted(accountId)).toEqual([])
  clock.advance(HOUR)
  await sweep()
  expect(await noted(accountId)).toHaveLength(2)
})

test('it goes through accounts batch by batch; those without use in the last hours are left out', async () => {
  const ids: string[] = []
  for (let i = 0; i < 23; i++) ids.push(await testAccount(house, '1000'))
  const [quiet = '', ...busy] = ids.sort()
  for (const id of busy) await use(id, 1n)
  const first = await sweep()
  expect(first).toMatchObject({ counts: { accounts: 20, events: 0 }, next: busy[19] })
  expect(await sweep(first.next)).toMatchObject({ counts: { accounts: 2 }, next: null })
  expect(await noted(quiet)).toEqual([])
})

test('it stops nothing: the account is charged as before, and the event is delivered without a letter', async () => {
  const accountId = await accountWithUse()
  await use(accountId, 500n)
  await sweep()
  const [charged] = await enqueueUsage([usageEvent(accountId, clock.now(), { mode: 'admit' })], house)
  expect(charged).toMatchObject({ kind: 'charge' })
  const caller = { kind: 'job', name: 'alerts.deliver-outbox' } as const
  const { counts, failures } = await deliverOutbox(caller, {}, house)
  expect({ letters: counts.letters, failures }).toEqual({ letters: 0, failures: [] })
})

test('looking refuses people and machines', async () => {
  const accountId = await testAccount(house)
  const callers = [visitorCaller(), staffCaller('admin'), memberCaller(accountId, 'owner')]
  expect(await kindsRefused((caller) => findUnusualUse(caller, {}, house), callers)).toEqual([
    'not-found',
    'not-found',
    'not-found',
  ])
})
