import { expect, test } from 'vitest'
import { DAY, instantToIso } from '@/lib/domain/instants'
import { ensureTestCard, SYSTEM, staffCaller, TestClock, testHouse } from '@/lib/testing/house'
import { memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { publishRateCard } from '../oversight/publish-rate-card'
import { listRates } from './list-rates'

const clock = new TestClock('2090-01-01T00:00:00Z')
const house = testHouse(clock)

test('everybody reads all cards with their notes and names, those to come marked by their date', async () => {
  await ensureTestCard(house)
  const line = {
    action: 'unit',
    nameEn: 'Unit',
    nameFr: 'Unité',
    reasonEn: 'It is the price of the tests.',
    reasonFr: "C'est le prix des essais.",
    prices: [{ quantityClass: 'call', tokens: '2' }],
  }
  const effectiveAt = instantToIso(clock.now() + 30n * DAY)
  const { version } = await publishRateCard(
    SYSTEM,
    { effectiveAt, note: 'A dearer card to come.', lines: [line] },
    house,
  )
  const rates = await listRates(visitorCaller(), {}, house)
  const card = rates.cards.find((one) => one.version === version)
  expect(card).toMatchObject({ note: 'A dearer card to come.', publishedAt: clock.now() })
  expect(card?.lines.get('unit')?.prices.get('call')).toMatchObject([{ numerator: 2n }])
  expect(rates.inForce).not.toBe(version)
  expect(rates.actions.find(({ key }) => key === 'unit')?.nameFr).toBe('Unité')
  clock.advance(31n * DAY)
  expect((await listRates(memberCaller('', 'viewer'), {}, house)).inForce).toBe(version)
  expect((await listRates(staffCaller('support'), {}, house)).cards).toHaveLength(rates.cards.length)
})

test('listing refuses machines: they have the API', async () => {
  const key = { kind: 'apiKey', keyId: 'k', accountId: null, scopes: [] } as const
  expect((await refusalOf(listRates(key, {}, house))).kind).toBe('forbidden')
  expect((await refusalOf(listRates(SYSTEM, {}, house))).kind).toBe('forbidden')
})
