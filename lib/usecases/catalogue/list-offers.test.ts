import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { definePack } from '../oversight/define-pack'
import { listOffers } from './list-offers'

const house = testHouse()

test('everybody reads what is on sale, in one currency at a time', async () => {
  const run = randomUUID().slice(0, 8)
  const pack = (key: string, currency: string) => ({
    ...{ key: `${key}-${run}`, nameEn: key, nameFr: key, tokens: '1000', priceCents: 100n, currency },
    expiresAfterDays: 90,
  })
  await definePack(SYSTEM, pack('francs', 'XFA'), house)
  await definePack(SYSTEM, pack('crowns', 'XFB'), house)
  for (const caller of [visitorCaller(), memberCaller('', 'viewer'), staffCaller('auditor')]) {
    const offers = await listOffers(caller, { currency: 'XFB' }, house)
    expect(offers.packs.map(({ key }) => key)).toEqual([`crowns-${run}`])
    expect(offers.otherCurrencies).toContain('XFA')
  }
  const unknown = await listOffers(visitorCaller(), { currency: 'none' }, house)
  expect(new Set(unknown.packs.map(({ currency }) => currency))).toEqual(new Set([unknown.currency]))
})

test('listing refuses machines: they have the API', async () => {
  expect((await refusalOf(listOffers(SYSTEM, {}, house))).kind).toBe('forbidden')
})
