import { expect, it } from 'vitest'
import { testAccount } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { payAtPage } from '@/lib/testing/plan-orders'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer, testOrder } from '@/lib/testing/purchases'
import { setPayAsYouGo } from './set-pay-as-you-go'
import { turnOffPayAsYouGo } from './turn-off-pay-as-you-go'

const scene = sceneOfPurchases()

const form = (accountId: string, cap = '5000') => ({ accountId, cap, language: 'fr' }) as const

it('sets and changes the cap, and gives back what the seller lent before once it is off', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId, owner } = buyer
  await payAtPage(scene, await testOrder(house, buyer))
  const limit = async () => (await house.db.account.findUniqueOrThrow({ where: { id: accountId } })).debtLimit
  expect(await setPayAsYouGo(owner, form(accountId), house)).toMatchObject({ isOn: true, cap: 5_000_000n, base: 0n })
  await setPayAsYouGo(owner, form(accountId, '20000'), house)
  expect(await limit()).toBe(20_000_000n)
  await turnOffPayAsYouGo(owner, { accountId }, house)
  expect(await limit()).toBe(0n)
})

it('refuses who has not said who buys, who has no card saved, and a cap that the seller would not lend', async () => {
  const { house } = scene
  const nobody = await testAccount(house)
  const refused = (accountId: string, cap?: string) =>
    refusalOf(setPayAsYouGo(memberCaller(accountId, 'owner'), form(accountId, cap), house))
  expect((await refused(nobody)).kind).toBe('billing-missing')
  const { accountId } = await testBuyer(house)
  expect(await refused(accountId)).toMatchObject({ kind: 'conflict', facts: { rule: 'card-missing' } })
  expect((await refused(accountId, '1000001')).faults).toMatchObject([{ pointer: '/cap', code: 'too-large' }])
  expect((await refused(accountId, '0')).kind).toBe('invalid-input')
})

it('refuses everybody but owners and billing', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => setPayAsYouGo(caller, form(accountId), scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})
