import { availableParallelism, loadavg } from 'node:os'
import { expect, it } from 'vitest'
import { inTransaction } from '@/lib/db/transactions'
import { DAY, HOUR } from '@/lib/domain/instants'
import { type NewGrant, planGrant } from '@/lib/domain/ledger/plan-grant'
import { SYSTEM, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { testPlan } from '@/lib/testing/plans'
import { enqueueUsage } from '../metering/operation-queue'
import { assignPlan } from '../oversight/assign-plan'
import { verifyLedger } from '../oversight/verify-ledger'
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

/** A second of a machine that does nothing else: longer by as much as others ask of its processors. */
const aSecond = () => 1000 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism())

it('ninety days of sleep settle with the first request after them, in less than a second', async () => {
  const milliseconds: number[] = []
  for (let round = 0; round < 3 && !milliseconds.some((took) => took < aSecond()); round++) {
    const { clock, house, accountId } = await sleeper()
    const start = performance.now()
    const [outcome] = await enqueueUsage([usageEvent(accountId, clock.now())], house)
    milliseconds.push(performance.now() - start)
    expect(outcome).toMatchObject({ kind: 'charge', charge: { availableAfter: 1_499_000n } })
    expect(await house.db.grant.count({ where: { accountId, source: 'plan' } })).toBe(4)
    expect(await house.db.ledgerTransaction.count({ where: { accountId, kind: 'expire' } })).toBe(GRANTS + 5)
    if (round === 0) {
      const results = await verifyLedger(SYSTEM, { accountId }, house)
      expect(results.flatMap(({ offences }) => offences)).toEqual([])
    }
  }
  expect(Math.min(...milliseconds)).toBeLessThan(aSecond())
}, 60_000)
