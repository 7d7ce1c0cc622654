import { expect, it } from 'vitest'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer, testOrder } from '@/lib/testing/purchases'
import { saveTestCard, toppedUpBuyer } from '@/lib/testing/top-ups'
import { definePack } from '../oversight/define-pack'
import { fulfilOrder } from './fulfil-order'
import { setBillingProfile } from './set-billing-profile'
import { turnOffTopUp } from './turn-off-top-up'
import { turnOnTopUp } from './turn-on-top-up'

const scene = sceneOfPurchases()

const isOn = async (accountId: string) => (await scene.house.db.topUp.findUniqueOrThrow({ where: { accountId } })).on

it('nothing else turns it on: neither a purchase, nor a card, nor who buys', async () => {
  const { house, sandbox } = scene
  const buyer = await toppedUpBuyer(scene)
  const { accountId, owner } = buyer
  await turnOffTopUp(owner, { accountId }, house)
  const order = await testOrder(house, buyer)
  await sandbox.payWithCard(order.sessionId, 'success')
  await fulfilOrder(SYSTEM, { accountId, orderId: order.id }, house)
  await saveTestCard(scene, buyer, 'mastercard')
  await setBillingProfile(owner, { accountId, name: 'Ada', address: '1 Street', country: 'DE' }, house)
  expect(await isOn(accountId)).toBe(false)
  await turnOnTopUp(owner, { accountId }, house)
  expect(await isOn(accountId)).toBe(true)
})

it('refuses a rule that has become impossible meanwhile: its pack costs more than its ceiling', async () => {
  const { house } = scene
  const { accountId, owner } = await toppedUpBuyer(scene, 'success', { packKey: 'small', ceiling: '10' })
  await turnOffTopUp(owner, { accountId }, house)
  const small = { key: 'small', nameEn: 'Small', nameFr: 'Petit', tokens: '100000', currency: 'EUR' }
  await definePack(SYSTEM, { ...small, priceCents: 900n, expiresAfterDays: 365 }, house)
  expect((await refusalOf(turnOnTopUp(owner, { accountId }, house))).faults).toMatchObject([
    { pointer: '/ceiling', code: 'ceiling-too-low' },
  ])
  expect(await isOn(accountId)).toBe(false)
})

it('refuses everybody but owners and billing, and where nothing was set', async () => {
  const { accountId, owner } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => turnOnTopUp(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
  expect((await refusalOf(turnOnTopUp(owner, { accountId }, scene.house))).kind).toBe('not-found')
})
