import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { DAY } from '@/lib/domain/instants'
import { offencesOf, totalsOf } from '@/lib/testing/holds'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder, spend, testBuyer } from '@/lib/testing/purchases'
import { settleDue } from '../ledger/settle-due'
import { openRefund } from './open-refund'

const scene = sceneOfPurchases()

it('sets the tokens aside: nothing spends them, and no time gives them back', async () => {
  const { house, clock } = scene
  const buyer = await testBuyer(house)
  const { accountId, id: orderId } = await paidOrder(scene, buyer)
  const refund = await openRefund(buyer.owner, { accountId, orderId, shownCents: '1740' }, house)
  expect(refund).toMatchObject({ state: 'pending', tokens: 250_000_000n, totalCents: 1740n })
  await expect(spend(scene, accountId, 1)).rejects.toThrow('Not charged')
  clock.advance(800n * DAY)
  await settleDue(SYSTEM, {}, house)
  expect(await totalsOf(house, accountId)).toEqual([0, 250_000, 0])
  expect(await offencesOf(house, accountId)).toEqual([])
  clock.advance(-800n * DAY)
})

it('refuses visitors, members who do not answer for money, and other accounts', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId, id: orderId } = await paidOrder(scene, buyer)
  const ask = { accountId, orderId, shownCents: '1740' }
  const callers = [visitorCaller(), memberCaller(accountId, 'viewer'), memberCaller(randomUUID(), 'owner'), SYSTEM]
  const kinds = await kindsRefused((caller) => openRefund(caller, ask, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'not-found', 'forbidden'])
  const { faults } = await refusalOf(openRefund(buyer.owner, { ...ask, shownCents: '-1' }, house))
  expect(faults.map(({ pointer }) => pointer)).toEqual(['/shownCents'])
})
