import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { insertOutboxEvents, markDispatched } from '@/lib/db/audit'
import { DAY } from '@/lib/domain/instants'
import { staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, visitorCaller } from '@/lib/testing/people'
import { forgetDelivered } from './forget-delivered'

const JOB = { kind: 'job', name: 'alerts.forget-delivered' } as const
const clock = new TestClock('2025-01-01T00:00:00Z')
const house = testHouse(clock)

test('events delivered a month ago are forgotten; younger ones and those that wait are kept', async () => {
  const accountId = await testAccount(house, '0')
  const emit = async (deliveredAgo: bigint | null) => {
    const event = { accountId, id: randomUUID(), name: 'test.kept', payload: {}, createdAt: clock.now() - 90n * DAY }
    await insertOutboxEvents(house.db, [event])
    if (deliveredAgo !== null) await markDispatched(house.db, event, clock.now() - deliveredAgo)
    return event.id
  }
  await emit(30n * DAY)
  const kept = [await emit(30n * DAY - 1n), await emit(null)]
  expect(await forgetDelivered(JOB, {}, house)).toEqual({ counts: { events: 1 }, failures: [], next: null })
  const left = await house.db.outboxEvent.findMany({ where: { accountId } })
  expect(left.map(({ id }) => id).sort()).toEqual(kept.sort())
})

test('forgetting refuses people and machines', async () => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => forgetDelivered(caller, {}, house), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
