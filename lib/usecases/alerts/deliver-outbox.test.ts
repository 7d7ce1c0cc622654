import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertOutboxEvents } from '@/lib/db/audit'
import { connect, type Database } from '@/lib/db/client'
import { freshDatabase } from '@/lib/testing/database'
import { SYSTEM, staffCaller } from '@/lib/testing/house'
import { kindsRefused, newEmail, testPerson, visitorCaller } from '@/lib/testing/people'
import { changeProfile } from '../access/change-profile'
import { type House, newId } from '../define'
import { addCustomerMember } from '../oversight/add-customer-member'
import { deliverOutbox } from './deliver-outbox'

const JOB = { kind: 'job', name: 'alerts.deliver-outbox' } as const
const BUDGET = {
  quotaKey: 'budget:1',
  name: 'Monthly',
  scope: 'account',
  percent: 80,
  used: '800',
  cap: '1000',
  measure: 'tokens',
  unit: 'month',
  windowStartsAt: '2026-11-01T00:00:00Z',
  windowEndsAt: '2026-12-01T00:00:00Z',
}

let database: { url: string; drop: () => Promise<void> }
let db: Database
let house: House

beforeAll(async () => {
  database = await freshDatabase()
  db = connect(database.url, 'comptoir_app', 6)
  house = { db, clock: null, newId }
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

let moment = BigInt(Date.now()) * 1000n
async function emit(accountId: string, name: string, payload: Record<string, unknown>): Promise<string> {
  const id = randomUUID()
  moment += 1n
  await insertOutboxEvents(db, [{ accountId, id, name, payload, createdAt: moment }])
  return id
}

const letters = (recipient: string) =>
  db.message.findMany({ where: { recipient, subject: { contains: 'Monthly' } }, orderBy: { createdAt: 'asc' } })

test('a crossed budget is told once to owners and billing members, each in their language, and to nobody else', async () => {
  const owner = await testPerson(house)
  const { accountId } = owner
  await changeProfile(owner.caller, { name: 'Olga', language: 'fr' }, house)
  const [billing, developer] = [newEmail(), newEmail()]
  await addCustomerMember(SYSTEM, { accountId, email: billing, role: 'billing' }, house)
  await addCustomerMember(SYSTEM, { accountId, email: developer, role: 'developer' }, house)
  const id = await emit(accountId, 'budget.crossed', BUDGET)

  expect(await deliverOutbox(JOB, {}, house)).toEqual({ counts: { events: 1, letters: 2 }, failures: [], next: null })
  expect(await deliverOutbox(JOB, {}, house)).toMatchObject({ counts: { events: 0, letters: 0 } })

  const [french] = await letters(owner.email)
  expect(french?.text).toContain(`/a/${accountId}/limits`)
  expect(french?.text).toContain('Le compte')
  expect((await letters(billing)).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^80% of the budget “Monthly” used: /),
  ])
  expect(await letters(developer)).toEqual([])
  expect(await db.auditEntry.findMany({ where: { accountId, subject: `event:${id}` } })).toMatchObject([
    { actor: 'job:alerts.deliver-outbox', detail: { event: 'budget.crossed', letters: 2 } },
  ])
})

test('two deliveries at once write each letter once', async () => {
  const people = await Promise.all([testPerson(house), testPerson(house), testPerson(house)])
  for (const { accountId } of people) for (let i = 0; i < 4; i++) await emit(accountId, 'budget.crossed', BUDGET)
  const batches = await Promise.all([deliverOutbox(JOB, {}, house), deliverOutbox(JOB, {}, house)])
  expect(batches.flatMap(({ failures }) => failures)).toEqual([])
  expect((batches[0].counts.events ?? 0) + (batches[1].counts.events ?? 0)).toBe(12)
  for (const { email } of people) expect(await letters(email)).toHaveLength(4)
})

test('an event that fails waits and is named; those after it are delivered; it goes when its fault is gone', async () => {
  const { accountId, email } = await testPerson(house)
  const bad = await emit(accountId, 'budget.crossed', { ...BUDGET, percent: 'many' })
  const unknown = await emit(accountId, 'nobody.listens', {})
  await emit(accountId, 'budget.crossed', BUDGET)
  const { counts, failures } = await deliverOutbox(JOB, {}, house)
  expect(counts).toEqual({ events: 1, letters: 1 })
  expect(failures).toEqual([
    expect.stringMatching(new RegExp(`^event ${bad}: .*/percent`)),
    `event ${unknown}: There is no handler for "nobody.listens".`,
  ])
  expect(await letters(email)).toHaveLength(1)

  await db.outboxEvent.update({ where: { accountId_id: { accountId, id: bad } }, data: { payload: BUDGET } })
  await db.outboxEvent.delete({ where: { accountId_id: { accountId, id: unknown } } })
  expect(await deliverOutbox(JOB, {}, house)).toMatchObject({ counts: { events: 1 }, failures: [] })
  expect(await letters(email)).toHaveLength(2)
})

test('failing events beyond one batch do not keep the others waiting: the next batch goes on after them', async () => {
  const { accountId, email } = await testPerson(house)
  for (let i = 0; i < 20; i++) await emit(accountId, 'nobody.listens', {})
  await emit(accountId, 'budget.crossed', BUDGET)
  const first = await deliverOutbox(JOB, {}, house)
  expect(first.failures).toHaveLength(20)
  expect(await deliverOutbox(JOB, { after: first.next }, house)).toMatchObject({ counts: { events: 1 }, next: null })
  expect(await letters(email)).toHaveLength(1)
  await db.outboxEvent.deleteMany({ where: { name: 'nobody.listens' } })
})

test('delivery refuses people and machines', async () => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => deliverOutbox(caller, {}, house), callers)).toEqual(['not-found', 'not-found'])
})
