import { randomInt, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listPacks } from '@/lib/db/catalogue-plans'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { definePack } from './define-pack'

const house = testHouse()

/** Packs of a made-up currency of their own, since packs of one currency are compared. */
function packs() {
  const currency = String.fromCharCode(...Array.from({ length: 3 }, () => randomInt(65, 91)))
  const run = randomUUID().slice(0, 8)
  return (name: string, tokens: string, priceCents: bigint) => ({
    key: `${name}-${run}`,
    nameEn: name,
    nameFr: name,
    tokens,
    priceCents,
    currency,
    expiresAfterDays: 90,
  })
}

test('packs are kept with tokens in thousandths; saying the same again changes nothing', async () => {
  const pack = packs()('small', '25000', 1000n)
  await definePack(staffCaller('finance'), pack, house)
  await definePack(SYSTEM, pack, house)
  expect((await listPacks(house.db)).find(({ key }) => key === pack.key)).toEqual({ ...pack, tokens: 25_000_000n })
  expect(await house.db.auditEntry.count({ where: { subject: `pack:${pack.key}` } })).toBe(1)
})

test('a pack that two smaller ones would beat is refused, also when two people add the rivals at once', async () => {
  const pack = packs()
  await definePack(SYSTEM, pack('small', '25000', 1000n), house)
  const dear = await refusalOf(definePack(SYSTEM, pack('medium', '50000', 2001n), house))
  expect(dear.faults[0]).toMatchObject({ pointer: '/priceCents', code: 'against-discount' })
  const rivals = packs()
  const both = await Promise.allSettled([
    definePack(SYSTEM, rivals('small', '25000', 1000n), house),
    definePack(SYSTEM, rivals('medium', '50000', 2001n), house),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('defining refuses everybody but finance and admins', async () => {
  const { caller } = await testPerson(house)
  const callers = [visitorCaller(), caller, staffCaller('support'), staffCaller('operator')]
  const kinds = await kindsRefused((who) => definePack(who, packs()('small', '1', 1n), house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
})
