import { expect, it, test } from 'vitest'
import { testAccount } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { saveTestCard, toppedUpBuyer, topUpForm } from '@/lib/testing/top-ups'
import { setTopUp } from './set-top-up'

const scene = sceneOfPurchases()

it('is kept as it was written, on, with who did it', async () => {
  const buyer = await toppedUpBuyer(scene, 'success', { below: '3', unit: 'days', ceiling: '59.50', language: 'fr' })
  const { accountId, owner } = buyer
  expect(await scene.house.db.topUp.findUnique({ where: { accountId } })).toMatchObject({
    on: true,
    thresholdMilli: null,
    thresholdDays: 3,
    packKey: 'medium',
    ceilingCents: 5950n,
    language: 'fr',
    taxRateBasis: 2000,
    actor: `member:${owner.userId}`,
  })
  await setTopUp(owner, topUpForm(buyer, { below: '0.5', packKey: 'small' }), scene.house)
  expect(await scene.house.db.topUp.findUnique({ where: { accountId } })).toMatchObject({
    thresholdMilli: 500n,
    thresholdDays: null,
    packKey: 'small',
  })
  const notes = await scene.house.db.auditEntry.findMany({ where: { accountId, verb: 'purchases.set-top-up' } })
  expect(notes.map(({ detail }) => detail)).toMatchObject([
    { on: true, wasOn: false, below: { days: 3 }, ceilingCents: '5950' },
    { on: true, wasOn: true, below: { tokens: '500' } },
  ])
})

test.each([
  [{ ceiling: '17.39' }, 'ceiling', 'ceiling-too-low'],
  [{ ceiling: '17.405' }, 'ceiling', 'not-money'],
  [{ packKey: 'gone' }, 'packKey', 'not-sold'],
  [{ packKey: 'dollars' }, 'packKey', 'not-sold'],
  [{ below: '2,5', unit: 'days' }, 'below', 'not-days'],
])('%j is refused at its field, and nothing is switched on', async (overrides, field, code) => {
  const buyer = await testBuyer(scene.house)
  await saveTestCard(scene, buyer)
  const refusal = await refusalOf(setTopUp(buyer.owner, topUpForm(buyer, overrides), scene.house))
  expect(refusal.faults).toMatchObject([{ pointer: `/${field}`, code }])
  expect(await scene.house.db.topUp.count({ where: { accountId: buyer.accountId } })).toBe(0)
})

it('has room for one purchase with its tax, to the cent', async () => {
  const { accountId } = await toppedUpBuyer(scene, 'success', { ceiling: '17.40' })
  expect(await scene.house.db.topUp.count({ where: { accountId, on: true } })).toBe(1)
})

it('refuses who could not pay: without a buyer, and without a card', async () => {
  const accountId = await testAccount(scene.house)
  const nobody = await refusalOf(setTopUp(memberCaller(accountId, 'owner'), topUpForm({ accountId }), scene.house))
  expect(nobody.kind).toBe('billing-missing')
  const buyer = await testBuyer(scene.house)
  const cardless = await refusalOf(setTopUp(buyer.owner, topUpForm(buyer), scene.house))
  expect([cardless.kind, cardless.facts.rule]).toEqual(['conflict', 'card-missing'])
})

it('refuses everybody but owners and billing', async () => {
  const buyer = await testBuyer(scene.house)
  const { accountId } = buyer
  const callers = [
    visitorCaller(),
    memberCaller(accountId, 'developer'),
    memberCaller(accountId, 'viewer'),
    (await testBuyer(scene.house)).owner,
  ]
  const kinds = await kindsRefused((caller) => setTopUp(caller, topUpForm(buyer), scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden', 'not-found'])
})
