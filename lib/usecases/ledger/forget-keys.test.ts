import { expect, test } from 'vitest'
import { DAY } from '@/lib/domain/instants'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { kindsRefused, visitorCaller } from '@/lib/testing/people'
import { enqueueUsage } from '../metering/operation-queue'
import { verifyLedger } from '../oversight/verify-ledger'
import { forgetKeys } from './forget-keys'

const JOB = { kind: 'job', name: 'ledger.forget-keys' } as const

test('keys of usage are forgotten after their 45 days; younger ones, and those of staff, are kept for ever', async () => {
  const clock = new TestClock('2020-06-01T00:00:00Z')
  const house = testHouse(clock)
  const accountId = await testAccount(house, '100')
  const charge = (key: string) => enqueueUsage([usageEvent(accountId, clock.now(), { key })], house)
  const keys = async () => {
    const rows = await house.db.idempotencyKey.findMany({ where: { accountId }, orderBy: { createdAt: 'asc' } })
    return rows.map(({ key }) => key)
  }
  await charge('old')
  clock.advance(1n)
  await charge('young')
  // Each transaction is a microsecond after the one before: the first charge is now exactly 45 days old.
  clock.advance(45n * DAY)
  expect(await keys()).toEqual(['first', 'old', 'young'])
  expect((await forgetKeys(JOB, {}, house)).next).toBeNull()
  expect(await keys()).toEqual(['first', 'young'])
  const offences = (await verifyLedger(SYSTEM, { accountId }, house)).flatMap((check) => check.offences)
  expect(offences).toEqual([])

  clock.advance(1000n * DAY)
  await forgetKeys(JOB, {}, house)
  expect(await keys()).toEqual(['first'])
})

test('forgetting keys refuses people and machines', async () => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => forgetKeys(caller, {}, testHouse()), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
