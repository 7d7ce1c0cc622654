import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder, spend, testBuyer } from '@/lib/testing/purchases'
import { getAfterwards } from './get-afterwards'
import { refundOrder } from './refund-order'

const scene = sceneOfPurchases()

it('says what would be refunded now, to every member; after the refund what became of it', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const order = await paidOrder(scene, buyer)
  const ref = { accountId: order.accountId, orderId: order.id }
  await spend(scene, ref.accountId, 80_000)
  const viewer = memberCaller(ref.accountId, 'viewer')
  const before = await getAfterwards(viewer, ref, house)
  expect(before).toMatchObject({ available: 170_000_000n, refunds: [], disputes: [] })
  expect(before.offer).toMatchObject({ tokens: 170_000_000n, spent: 80_000_000n, totalCents: 1183n, obstacle: null })
  await refundOrder(buyer.owner, { ...ref, shownCents: '1183' }, house)
  const after = await getAfterwards(viewer, ref, house)
  expect(after.refunds).toMatchObject([{ state: 'done', totalCents: 1183n }])
  expect(after.documents.map(({ kind }) => kind)).toEqual(['receipt', 'credit-note'])
  expect(after.offer.obstacle).toBe('refunded')
})

it('refuses visitors, and members of other accounts', async () => {
  const ref = { accountId: randomUUID(), orderId: randomUUID() }
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner'), memberCaller(ref.accountId, 'owner')]
  const kinds = await kindsRefused((caller) => getAfterwards(caller, ref, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'not-found'])
})
