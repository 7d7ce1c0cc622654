import { expect, it } from 'vitest'
import { MINUTE } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { toppedUpBuyer, topUpForm } from '@/lib/testing/top-ups'
import { openTopUp } from './open-top-up'
import { setTopUp } from './set-top-up'

const scene = sceneOfPurchases()

it('opens one order at the price and the tax of now, and names it again while it is under way', async () => {
  const { house } = scene
  const { accountId } = await toppedUpBuyer(scene)
  const opened = await openTopUp(SYSTEM, { accountId }, house)
  expect(opened).toMatchObject({ kind: 'buy', orderId: expect.any(String) })
  expect(await openTopUp(SYSTEM, { accountId }, house)).toEqual({ kind: 'in-flight', orderId: opened.orderId })
  expect(await house.db.order.findMany({ where: { accountId } })).toMatchObject([
    { id: opened.orderId, kind: 'top-up', state: 'pending', totalCents: 1740n, taxCents: 290n, actor: 'system:test' },
  ])
})

it('a ceiling that is lowered holds for the next purchase, whatever was bought before', async () => {
  const { house } = scene
  const buyer = await toppedUpBuyer(scene, 'success', { ceiling: '17.40' })
  const { accountId, owner } = buyer
  await Promise.all([
    openTopUp(SYSTEM, { accountId }, house),
    setTopUp(owner, topUpForm(buyer, { ceiling: '20' }), house),
    openTopUp(SYSTEM, { accountId }, house),
  ])
  expect(await house.db.order.count({ where: { accountId } })).toBe(1)
})

it('says why it cannot buy when it should, once, and looks again later', async () => {
  const { house, clock } = scene
  const { accountId } = await toppedUpBuyer(scene)
  await house.db.account.update({ where: { id: accountId }, data: { status: 'frozen' } })
  for (let i = 0; i < 3; i++) {
    expect(await openTopUp(SYSTEM, { accountId }, house)).toEqual({ kind: 'blocked', orderId: null })
    clock.advance(11n * MINUTE)
  }
  const told = await house.db.outboxEvent.findMany({ where: { accountId, name: 'top-up.blocked' } })
  expect(told).toMatchObject([{ payload: { by: 'frozen' } }])
})

it('refuses everybody but the clock, and where nothing was set', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'owner')]
  const kinds = await kindsRefused((caller) => openTopUp(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  expect((await refusalOf(openTopUp(SYSTEM, { accountId }, scene.house))).kind).toBe('not-found')
})
