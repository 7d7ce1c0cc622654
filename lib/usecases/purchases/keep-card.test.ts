import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { type Buyer, testBuyer, testOrder } from '@/lib/testing/purchases'
import { saveTestCard } from '@/lib/testing/top-ups'
import { keepCard } from './keep-card'
import { saveCard } from './save-card'

const scene = sceneOfPurchases()

const cardOf = ({ accountId }: Buyer) => scene.house.db.paymentCustomer.findUnique({ where: { accountId } })

it('a card that was saved at the provider’s page is kept, and takes the place of the one before', async () => {
  const buyer = await testBuyer(scene.house)
  const sessionId = await saveTestCard(scene, buyer)
  expect(await cardOf(buyer)).toMatchObject({ cardBrand: 'visa', cardLastFour: '4242' })
  await keepCard(buyer.owner, { accountId: buyer.accountId, sessionId }, scene.house)
  expect(
    await scene.house.db.auditEntry.count({ where: { verb: 'purchases.note-card', accountId: buyer.accountId } }),
  ).toBe(1)
  await saveTestCard(scene, buyer, 'mastercard')
  expect(await cardOf(buyer)).toMatchObject({ cardBrand: 'mastercard' })
})

it('nothing is kept of a page that was left, or of a card that was refused', async () => {
  const buyer = await testBuyer(scene.house)
  const form = { accountId: buyer.accountId, formKey: randomUUID(), page: 'plan', language: 'fr' } as const
  const sessionId = (await saveCard(buyer.owner, form, scene.house)).split('/').at(-1) ?? ''
  const keep = () => keepCard(buyer.owner, { accountId: buyer.accountId, sessionId }, scene.house)
  expect(await keep()).toBeNull()
  await scene.sandbox.payWithCard(sessionId, 'declined')
  expect(await keep()).toBeNull()
  expect(await cardOf(buyer)).toBeNull()
})

it('refuses another account’s page, one where something was paid, and one that is not there', async () => {
  const [one, other] = [await testBuyer(scene.house), await testBuyer(scene.house)]
  const theirs = await saveTestCard(scene, one)
  const paid = await testOrder(scene.house, other)
  for (const sessionId of [theirs, paid.sessionId, 'cs_test_nothing']) {
    const refusal = await refusalOf(keepCard(other.owner, { accountId: other.accountId, sessionId }, scene.house))
    expect(refusal.kind).toBe('not-found')
  }
})

it('refuses everybody but owners and billing', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => keepCard(caller, { accountId, sessionId: 'x' }, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})
