import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { insertOutboxEvents } from '@/lib/db/audit'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, testPerson, visitorCaller } from '@/lib/testing/people'
import { deliverEvent } from './deliver-event'

const house = testHouse()

test('an event whose handler fails stays as it is, with nothing of what the handler did', async () => {
  const { accountId, email } = await testPerson(house)
  const place = { at: BigInt(Date.now()) * 1000n, id: randomUUID() }
  await insertOutboxEvents(house.db, [
    { accountId, id: place.id, name: 'budget.crossed', payload: { percent: 80 }, createdAt: place.at },
  ])
  await expect(deliverEvent(SYSTEM, place, house)).rejects.toThrow('/name')
  const event = await house.db.outboxEvent.findFirstOrThrow({ where: { accountId, id: place.id } })
  expect(event.dispatchedAt).toBeNull()
  expect(await house.db.message.count({ where: { recipient: email } })).toBe(0)
  expect(await house.db.auditEntry.count({ where: { subject: `event:${place.id}` } })).toBe(0)
})

test('an event that is not there, or was delivered, is nothing to do', async () => {
  expect(await deliverEvent(SYSTEM, { at: 0n, id: randomUUID() }, house)).toBeNull()
})

test('delivery of one event refuses people and machines', async () => {
  const place = { at: 0n, id: randomUUID() }
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => deliverEvent(caller, place, house), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
