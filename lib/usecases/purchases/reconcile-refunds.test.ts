import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, it } from 'vitest'
import { MINUTE } from '@/lib/domain/instants'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { documentsOf, paidOrder, testBuyer, tokensOf } from '@/lib/testing/purchases'
import { openRefund } from './open-refund'
import { reconcileRefunds } from './reconcile-refunds'

const scene = sceneOfPurchases()

it('finishes every refund that was begun a minute ago; one that fails keeps no other waiting', async () => {
  const { house, clock } = scene
  const [one, other] = [await testBuyer(house), await testBuyer(house)]
  const orders = [await paidOrder(scene, one), await paidOrder(scene, other)] as const
  const ask = ({ accountId, id: orderId }: (typeof orders)[0]) => ({ accountId, orderId, shownCents: '1740' })
  const failing = await openRefund(one.owner, ask(orders[0]), house)
  await openRefund(other.owner, ask(orders[1]), house)
  expect((await reconcileRefunds(SYSTEM, {}, house)).counts).toEqual({ refunds: 0 })
  clock.advance(MINUTE)
  const refund: typeof house.payments.refund = async (wanted) => {
    if (wanted.refundId === failing.id) throw new PaymentFault('provider-away', 'Nobody answers.')
    return house.payments.refund(wanted)
  }
  const cut = { ...house, payments: { ...house.payments, refund } }
  const batch = await reconcileRefunds(SYSTEM, {}, cut)
  expect(batch).toEqual({
    counts: { refunds: 2 },
    failures: [`refund ${failing.id}: Nobody answers.`],
    next: 'documents',
  })
  expect(await tokensOf(house, orders[1])).toMatchObject({ refunded: 250_000 })
  expect(await tokensOf(house, orders[0])).toMatchObject({ held: 250_000 })
  expect((await reconcileRefunds(SYSTEM, {}, house)).failures).toEqual([])
  expect(await tokensOf(house, orders[0])).toMatchObject({ refunded: 250_000 })
})

it('issues the document of an order that was done before there were any, once', async () => {
  const { house } = scene
  const order = await paidOrder(scene, await testBuyer(house))
  await forgetDocument(order.id)
  expect(await documentsOf(house, order.accountId)).toEqual([])
  const issued = await reconcileRefunds(SYSTEM, { after: 'documents' }, house)
  expect(issued).toEqual({ counts: { documents: 1 }, failures: [], next: null })
  expect(await documentsOf(house, order.accountId)).toEqual([['receipt', 1740n]])
  expect((await reconcileRefunds(SYSTEM, { after: 'documents' }, house)).counts).toEqual({ documents: 0 })
})

it('refuses everybody but jobs', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => reconcileRefunds(caller, {}, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
})

/** As an order was before there were documents: only a superuser past triggers can make it so. */
async function forgetDocument(orderId: string): Promise<void> {
  const client = new pg.Client({ connectionString: scene.url })
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query('DELETE FROM document WHERE order_id = $1', [orderId])
  await client.end()
}
