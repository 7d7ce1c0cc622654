import { expect, it } from 'vitest'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { toppedUpBuyer } from '@/lib/testing/top-ups'
import { chargeOrder } from './charge-order'
import { noteTopUp } from './note-top-up'
import { openTopUp } from './open-top-up'
import { turnOffTopUp } from './turn-off-top-up'

const scene = sceneOfPurchases()

it('an end is noted and told once, however often it is looked at, and not before it came', async () => {
  const { house } = scene
  const { accountId } = await toppedUpBuyer(scene)
  const { orderId } = await openTopUp(SYSTEM, { accountId }, house)
  expect(await noteTopUp(SYSTEM, { accountId }, house)).toMatchObject({ orderId })
  await chargeOrder({ accountId, orderId: orderId ?? '' }, house)
  for (let i = 0; i < 3; i++) expect(await noteTopUp(SYSTEM, { accountId }, house)).toMatchObject({ orderId: null })
  const told = await house.db.outboxEvent.findMany({ where: { accountId, name: 'top-up.done' } })
  expect(told.map(({ payload }) => payload)).toEqual([
    {
      orderId,
      name: 'The medium pack',
      tokens: '250000',
      totalCents: '1740',
      currency: 'EUR',
      ceilingCents: '6000',
    },
  ])
})

it('a purchase under way when it was switched off is finished and told, and switches nothing on', async () => {
  const { house } = scene
  const { accountId, owner } = await toppedUpBuyer(scene)
  const { orderId } = await openTopUp(SYSTEM, { accountId }, house)
  await turnOffTopUp(owner, { accountId }, house)
  await chargeOrder({ accountId, orderId: orderId ?? '' }, house)
  expect(await noteTopUp(SYSTEM, { accountId }, house)).toMatchObject({ isOn: false, orderId: null })
  expect(await house.db.outboxEvent.count({ where: { accountId, name: 'top-up.done' } })).toBe(1)
})

it('refuses everybody but the clock, and where nothing was set', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'owner')]
  const kinds = await kindsRefused((caller) => noteTopUp(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  expect((await refusalOf(noteTopUp(SYSTEM, { accountId }, scene.house))).kind).toBe('not-found')
})
