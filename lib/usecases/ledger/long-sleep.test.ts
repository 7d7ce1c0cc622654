import { expect, it } from 'vitest'
import { inTransaction } from '@/lib/db/transactions'
import { DAY, HOUR, instantToIso } from '@/lib/domain/instants'
import { type NewGrant, planGrant } from '@/lib/domain/ledger/plan-grant'
import { holdOf, keyCaller, offencesOf } from '@/lib/testing/holds'
import { SYSTEM, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { testPlan } from '@/lib/testing/plans'
import type { House } from '../define'
import { openHold } from '../metering/open-hold'
import { enqueueUsage } from '../metering/operation-queue'
import { assignPlan } from '../oversight/assign-plan'
import { giveGrant } from '../oversight/give-grant'
import { inBook } from './in-book'

const GRANTS = 5000
const SLEEP = 90n * DAY

/** An account on a monthly plan with thousands of grants, some of which expire each day of the sleep. */
async function sleeper() {
  const clock = new TestClock('2026-01-31T09:00:00Z')
  const house = testHouse(clock)
  const accountId = await testAccount(house)
  const grantOf = (i: number): NewGrant => ({
    id: house.newId(clock.now()),
    source: 'promo',
    name: 'Daily',
    amount: 1000n,
    priority: 10,
    effectiveAt: clock.now(),
    expiresAt: clock.now() + HOUR + (BigInt(i) * (SLEEP - DAY)) / BigInt(GRANTS),
    costCents: 0n,
    allowedActions: [],
    originGrantId: null,
    actor: 'system:test',
    reason: 'For the test.',
  })
  await inTransaction(house.db, (tx) =>
    inBook(tx, house, accountId, (open, now) => {
      for (let i = 0; i < GRANTS; i++) open.post(planGrant(open.book, grantOf(i), now), now)
    }),
  )
  await assignPlan(SYSTEM, { accountId, planKey: await testPlan(house, 1000), reason: 'For the test.' }, house)
  clock.advance(SLEEP)
  return { clock, house, accountId }
}

it('ninety days of sleep with thousands of grants settle with the first request after them, as they would have awake', async () => {
  const { clock, house, accountId } = await sleeper()
  const [outcome] = await enqueueUsage([usageEvent(accountId, clock.now())], house)
  expect(outcome).toMatchObject({ kind: 'charge', charge: { availableAfter: 1_499_000n } })
  expect(await house.db.grant.count({ where: { accountId, source: 'plan' } })).toBe(4)
  expect(await house.db.ledgerTransaction.count({ where: { accountId, kind: 'expire' } })).toBe(GRANTS + 5)
  expect(await offencesOf(house, accountId)).toEqual([])
}, 120_000)

/** The house, and how many statements it has sent. */
function counting(house: House): { house: House; statements: () => number } {
  let sent = 0
  const counted = <T extends object>(queryable: T): T =>
    new Proxy(queryable, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (name === '$transaction')
          return (work: (tx: object) => unknown, options: object) =>
            value.call(target, (tx: object) => work(counted(tx)), options)
        return (...parameters: unknown[]) => {
          if (name === '$queryRaw' || name === '$executeRaw') sent++
          return value.apply(target, parameters)
        }
      },
    })
  return { house: { ...house, db: counted(house.db) }, statements: () => sent }
}

it('ninety daily grants, renewals with rollover and holds that ran out settle in one transaction, by as few statements as ever', async () => {
  const clock = new TestClock('2026-01-31T09:00:00Z')
  const { house, statements } = counting(testHouse(clock))
  const accountId = await testAccount(house)
  const key = keyCaller(accountId)
  await assignPlan(SYSTEM, { accountId, planKey: await testPlan(house, 1000), reason: 'For the test.' }, house)
  for (let day = 1n; day <= 90n; day++) {
    const expiresAt = instantToIso(clock.now() + day * DAY)
    const daily = { accountId, key: `${day}`, source: 'promo' as const, name: 'Daily', reason: 'For the test.' }
    await giveGrant(SYSTEM, { ...daily, tokens: '10', expiresAt }, house)
  }
  for (let n = 0; n < 20; n++) await openHold(key, holdOf(30, { expiresInSeconds: 3600 + n }), house)
  const request = async () => {
    const before = statements()
    const [outcome] = await enqueueUsage([usageEvent(accountId, clock.now())], house)
    expect(outcome?.kind).toBe('charge')
    return statements() - before
  }
  const awake = await request()
  clock.advance(SLEEP)
  expect(await request()).toBe(awake)
  const [written] = await house.db.$queryRaw<{ transactions: bigint; postings: bigint }[]>`
    SELECT count(DISTINCT xmin::text) AS transactions, count(*) AS postings FROM ledger_transaction
    WHERE account_id = ${accountId}::uuid AND actor = 'system:settlement' AND seq > 2`
  // 20 holds, 90 daily grants, three renewals of a rollover, a lapsed rest and a new period each, two rollovers that lapsed.
  expect(written).toEqual({ transactions: 1n, postings: 121n })
  expect(await house.db.hold.count({ where: { accountId, state: 'expired' } })).toBe(20)
  expect(await offencesOf(house, accountId)).toEqual([])
}, 120_000)
