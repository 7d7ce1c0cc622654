import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { insertWebhook } from '@/lib/db/purchases-webhooks'
import { instant, SYSTEM, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { parkWebhook } from './park-webhook'

it('works an event no more and tells the staff, and refuses everybody but the house itself', async () => {
  const house = testHouse()
  const id = `evt_${randomUUID()}`
  const parked = { id, type: 'payment_intent.succeeded', accountId: randomUUID(), orderId: randomUUID() }
  await insertWebhook(house.db, { ...parked, payload: '{}', receivedAt: instant('2026-03-02T09:00:00Z') })
  const callers = [visitorCaller(), memberCaller(parked.accountId, 'owner')]
  const kinds = await kindsRefused((caller) => parkWebhook(caller, parked, house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  await parkWebhook(SYSTEM, parked, house)
  expect(await house.db.webhookEvent.findUnique({ where: { id } })).toMatchObject({ outcome: 'parked' })
  const told = await house.db.outboxEvent.findMany({ where: { name: 'payment.unmatched' } })
  expect(told.map(({ payload }) => payload)).toContainEqual(expect.objectContaining({ eventId: id }))
})
