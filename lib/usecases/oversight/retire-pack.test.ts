import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listPacks } from '@/lib/db/catalogue-plans'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { definePack } from './define-pack'
import { retirePack } from './retire-pack'

const house = testHouse()

async function packOnSale(): Promise<string> {
  const key = `retired-${randomUUID().slice(0, 8)}`
  await definePack(SYSTEM, { ...words(key), tokens: '1', priceCents: 0n }, house)
  return key
}

function words(key: string) {
  return { key, nameEn: 'Small', nameFr: 'Petit', currency: 'XTS', expiresAfterDays: 90 }
}

const isOnSale = async (key: string) => (await listPacks(house.db)).some((pack) => pack.key === key)

test('a pack that is retired is on sale no more, and comes back when it is defined again', async () => {
  const key = await packOnSale()
  await retirePack(staffCaller('finance'), { key }, house)
  expect(await isOnSale(key)).toBe(false)
  expect((await refusalOf(retirePack(SYSTEM, { key }, house))).kind).toBe('not-found')
  await definePack(SYSTEM, { ...words(key), tokens: '1', priceCents: 0n }, house)
  expect(await isOnSale(key)).toBe(true)
})

test('retiring refuses everybody but finance and admins', async () => {
  const key = await packOnSale()
  const { caller } = await testPerson(house)
  const callers = [visitorCaller(), caller, staffCaller('support'), staffCaller('operator')]
  const kinds = await kindsRefused((who) => retirePack(who, { key }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
})
