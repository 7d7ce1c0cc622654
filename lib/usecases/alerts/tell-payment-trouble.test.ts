import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { upsertStaffMember } from '@/lib/db/access-members'
import { insertOutboxEvents } from '@/lib/db/audit'
import type { StaffRole } from '@/lib/domain/access/callers'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { SYSTEM, testHouse } from '@/lib/testing/house'
import { testPerson } from '@/lib/testing/people'
import { deliverEvent } from './deliver-event'

const house = testHouse()

async function staffWith(role: StaffRole): Promise<string> {
  const { userId, email } = await testPerson(house)
  await upsertStaffMember(house.db, { userId, role, createdAt: 0n })
  return email
}

async function deliver(accountId: string, name: string, payload: Record<string, unknown>) {
  const place = { at: BigInt(Date.now()) * 1000n, id: randomUUID() }
  await insertOutboxEvents(house.db, [{ accountId, id: place.id, name, payload, createdAt: place.at }])
  const letters = (await deliverEvent(SYSTEM, place, house)) ?? []
  return (email: string) => letters.find(({ recipient }) => recipient === email)?.letter.text
}

test('another amount than ordered is told to those of the staff who answer for money, and to nobody else', async () => {
  const [finance, support] = [await staffWith('finance'), await staffWith('support')]
  const { accountId, email } = await testPerson(house)
  const payload = { orderId: 'an order', totalCents: '1740', currency: 'EUR', paidCents: '1739', paidCurrency: 'USD' }
  const textTo = await deliver(accountId, 'order.mismatch', payload)
  expect(textTo(finance)).toContain('is for €17.40, and US$17.39 came in. It is parked: no tokens were added.')
  expect([textTo(support), textTo(email)]).toEqual([undefined, undefined])
})

test('so is an event about an order that is not here', async () => {
  const admin = await staffWith('admin')
  const payload = { eventId: 'evt_1', type: 'payment_intent.succeeded', orderId: 'gone', accountId: 'nobody' }
  const textTo = await deliver(NIL_ID, 'payment.unmatched', payload)
  expect(textTo(admin)).toContain(
    'the event evt_1 (payment_intent.succeeded) about the order gone of the account nobody',
  )
})
