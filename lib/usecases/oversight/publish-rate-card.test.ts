import { expect, it } from 'vitest'
import { ensureTestCard, SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { loadRateCards } from '../catalogue/rate-cards'
import { publishRateCard } from './publish-rate-card'

const house = testHouse()
const card = {
  effectiveAt: '2099-01-01T00:00:00Z',
  note: 'Prices of the year 2099.',
  lines: [
    {
      action: 'unit',
      nameEn: 'Unit',
      nameFr: 'Unité',
      reasonEn: 'It became dearer to make.',
      reasonFr: 'Sa production coûte plus cher.',
      prices: [
        { quantityClass: 'call', from: '100', tokens: '3/2' },
        { quantityClass: 'call', tokens: '2' },
      ],
    },
  ],
}

it('publishes the next version with its tiers in order; the card in force stays in force until then', async () => {
  await ensureTestCard(house)
  const { version } = await publishRateCard(staffCaller('finance'), card, house)
  const cards = await loadRateCards(house.db, house.db)
  expect(cards.byVersion(version).lines.get('unit')?.prices.get('call')).toEqual([
    { fromMilli: 0n, numerator: 2n, denominator: 1n },
    { fromMilli: 100_000n, numerator: 3n, denominator: 2n },
  ])
  expect(cards.inForceAt(BigInt(Date.now()) * 1000n)?.version).not.toBe(version)
})

it('refuses a price in the past, a tier without a beginning, a price without a reason, and callers who may not', async () => {
  await ensureTestCard(house)
  await expect(publishRateCard(SYSTEM, { ...card, effectiveAt: '2024-01-01T00:00:00Z' }, house)).rejects.toMatchObject({
    faults: [{ code: 'in-the-past' }],
  })
  const [line] = card.lines
  const lines = (overrides: object) => ({ ...card, lines: [{ ...line, ...overrides }] }) as typeof card
  await expect(
    publishRateCard(SYSTEM, lines({ prices: [{ quantityClass: 'call', from: '5', tokens: '2' }] }), house),
  ).rejects.toMatchObject({ faults: [{ pointer: '/lines/0/prices' }] })
  await expect(publishRateCard(SYSTEM, lines({ reasonEn: '' }), house)).rejects.toMatchObject({
    faults: [{ pointer: '/lines/0/reasonEn' }],
  })
  await expect(
    publishRateCard(SYSTEM, lines({ prices: [{ quantityClass: 'call', tokens: '1/0' }] }), house),
  ).rejects.toMatchObject({ faults: [{ code: 'not-rational' }] })
  await expect(publishRateCard(staffCaller('operator'), card, house)).rejects.toMatchObject({ kind: 'forbidden' })
})

it('keeps published prices as they are, for the owner of the tables too', async () => {
  await ensureTestCard(house)
  await expect(house.db.$executeRaw`UPDATE price SET numerator = 0`).rejects.toThrow(/permission denied|append-only/)
})
