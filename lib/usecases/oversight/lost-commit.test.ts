import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, type Database } from '@/lib/db/client'
import { findBook } from '@/lib/db/ledger'
import { type Cutter, cutterBefore } from '@/lib/testing/cut-connection'
import { SYSTEM, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { newId } from '../define'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from './give-grant'
import { openCustomerAccount } from './open-customer-account'

/** The guarantee: when the connection dies while COMMIT is under way, nothing happens twice and nobody is told a guess. */

const house = testHouse()
let cutter: Cutter
let db: Database

beforeAll(async () => {
  cutter = await cutterBefore(process.env.DATABASE_URL ?? '')
  db = connect(cutter.url, 'comptoir_app', 2)
})
afterAll(async () => {
  await db.$disconnect()
  cutter.close()
})

it('charges once, and answers with that charge', async () => {
  const accountId = await testAccount(house, '10')
  cutter.loseCommits(1)
  const [outcome] = await enqueueUsage([usageEvent(accountId, BigInt(Date.now()) * 1000n)], { db, clock: null, newId })
  expect(outcome).toMatchObject({ kind: 'charge', charge: { availableAfter: 9000n, seq: 2n } })
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 9000n, version: 2n })
})

it('does a deed with a key once, and answers with it', async () => {
  const accountId = await testAccount(house)
  const grant = { accountId, key: 'once', source: 'promo', name: 'G', tokens: '5', reason: 'For the test.' } as const
  cutter.loseCommits(1)
  const { transaction } = await giveGrant(SYSTEM, grant, { db, clock: null, newId })
  expect(transaction).toMatchObject({ availableAfter: 5000n, seq: 1n })
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 5000n, version: 1n })
})

it('does not repeat a deed without a key: it is refused as in doubt', async () => {
  const account = { name: randomUUID(), timeZone: 'Europe/Paris', currency: 'EUR' }
  cutter.loseCommits(1)
  const refusal = await refusalOf(openCustomerAccount(SYSTEM, account, { db, clock: null, newId }))
  expect([refusal.kind, refusal.facts.rule]).toEqual(['unavailable', 'in-doubt'])
  expect(await house.db.account.count({ where: { name: account.name } })).toBe(1)
})
