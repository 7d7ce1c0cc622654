import { expect, it } from 'vitest'
import { DAY, HOUR } from '@/lib/domain/instants'
import { SYSTEM, usageEvent } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer, testOrder } from '@/lib/testing/purchases'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from '../oversight/give-grant'
import { getOffer } from './get-offer'

const scene = sceneOfPurchases()

const keysOf = (packs: readonly { pack: { key: string } }[]) => packs.map(({ pack }) => pack.key)

it('of an account that used nothing has the packs of its currency and suggests none', async () => {
  const { house } = scene
  const { accountId } = await testBuyer(house)
  const offer = await getOffer(memberCaller(accountId, 'viewer'), { accountId }, house)
  const nothing = { depletion: null, need: null, suggestedKey: null, alternative: null }
  expect(offer).toMatchObject({ currency: 'EUR', available: 0n, tax: { rateBasis: 2000 }, ...nothing })
  expect(offer.buyer).toMatchObject({ country: 'FR' })
  expect(keysOf(offer.packs)).toEqual(['small', 'medium'])
  expect(offer.packs.every(({ covers, isSmallest }) => covers === null && !isSmallest)).toBe(true)
})

it('of an account that runs short says what it needs, and suggests the smallest pack that is enough', async () => {
  const { house, clock } = scene
  const { accountId, owner } = await testBuyer(house)
  const grant = {
    accountId,
    key: 'first',
    source: 'promo',
    name: 'First',
    tokens: '130000',
    reason: 'For the test.',
  } as const
  await giveGrant(SYSTEM, grant, house)
  // 5,000 a day for 20 days: 30,000 are left, and 30 days more take 150,000.
  for (let hour = 0; hour < 20 * 24; hour += 6) {
    await enqueueUsage([usageEvent(accountId, clock.now(), { quantities: { call: 1_250_000n } })], house)
    clock.advance(6n * HOUR)
  }
  const offer = await getOffer(owner, { accountId }, house)
  expect(offer.available).toBe(30_000_000n)
  expect(offer.need?.to).toBe(clock.now() + 30n * DAY)
  expect(offer.need?.tokens.p50).toBeGreaterThan(90_000_000n)
  expect(offer.need?.tokens.p50).toBeLessThan(160_000_000n)
  const [small, medium] = offer.packs
  expect(small?.covers).toMatchObject({ isEnough: false })
  expect(medium?.covers).toMatchObject({ isEnough: true })
  expect(small?.covers?.until).toBeGreaterThan(offer.depletion?.p50 ?? 0n)
  expect(offer.suggestedKey).toBe('medium')
  expect(offer.packs.map(({ isSmallest }) => isSmallest)).toEqual([false, true])
  expect(offer.packs.map(({ isTooMuch }) => isTooMuch)).toEqual([false, false])
  expect(offer.alternative).toBeNull()

  // Six months of 150,000 cost more than 50.00 in packs, and a plan that brings them for 6.00 a month less.
  const key = await testPlan(house, 200_000, { priceCents: 600n })
  const { alternative } = await getOffer(owner, { accountId }, house)
  expect(alternative).toMatchObject({ plan: { key }, isCheaper: true, isOnPlan: false, monthlyCents: 600n })
  expect(alternative?.ownMonthlyCents).toBeGreaterThan(800n)
})

it('names the purchase that is under way', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const order = await testOrder(house, buyer)
  expect((await getOffer(buyer.owner, { accountId: buyer.accountId }, house)).pending?.id).toBe(order.id)
})

it('refuses everybody who is not of the account', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller('00000000-0000-7000-8000-000000000001', 'owner')]
  const kinds = await kindsRefused((caller) => getOffer(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})
