import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '@/lib/domain/instants'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { offencesOf } from '@/lib/testing/holds'
import { SYSTEM, staffCaller } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { type Buyer, documentsOf, paidOrder, spend, testBuyer, tokensOf } from '@/lib/testing/purchases'
import { fulfilRefund } from './fulfil-refund'
import { openRefund } from './open-refund'
import { reconcileRefunds } from './reconcile-refunds'
import { refundOrder } from './refund-order'

const scene = sceneOfPurchases()

const askFor = ({ accountId, id }: Order, shownCents = '1740') => ({ accountId, orderId: id, shownCents })

/** What the provider paid back of the order's payment, in cents. */
async function paidBack(order: Order): Promise<bigint> {
  const { payments } = scene.house
  const { chargeId } = await payments.getPayment(order.paymentId ?? '')
  return (await payments.getCharge(chargeId ?? '')).refunded
}

async function scenario(): Promise<{ buyer: Buyer; order: Order }> {
  const buyer = await testBuyer(scene.house)
  return { buyer, order: await paidOrder(scene, buyer) }
}

const withPayments = (more: Partial<Payments>) => ({
  ...scene.house,
  payments: { ...scene.house.payments, ...more },
})

describe('refunding', () => {
  it('gives the unspent part back at what it cost, takes its tokens, and issues one credit note', async () => {
    const { buyer, order } = await scenario()
    await spend(scene, buyer.accountId, 80_000)
    const refund = await refundOrder(buyer.owner, askFor(order, '1183'), scene.house)
    expect(refund).toMatchObject({ state: 'done', tokens: 170_000_000n, netCents: 986n, taxCents: 197n })
    expect(await tokensOf(scene.house, order)).toMatchObject({
      available: 0,
      held: 0,
      spent: 80_000,
      refunded: 170_000,
    })
    expect(await paidBack(order)).toBe(1183n)
    expect(await documentsOf(scene.house, buyer.accountId)).toEqual([
      ['receipt', 1740n],
      ['credit-note', 1183n],
    ])
    expect(await offencesOf(scene.house, buyer.accountId)).toEqual([])
  })

  it('happens once for an order, however often and however many ask', async () => {
    const { buyer, order } = await scenario()
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => refundOrder(buyer.owner, askFor(order), scene.house)),
    )
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
    expect((await refundOrder(buyer.owner, askFor(order), scene.house)).state).toBe('done')
    expect(await paidBack(order)).toBe(1740n)
    expect(await documentsOf(scene.house, buyer.accountId)).toHaveLength(2)
  })

  it('that the provider refuses gives the tokens back, and may be asked for again', async () => {
    const { buyer, order } = await scenario()
    const refuse = async () => Promise.reject(new PaymentFault('misuse', 'No.', { code: 'charge_disputed' }))
    const failed = await refundOrder(buyer.owner, askFor(order), withPayments({ refund: refuse }))
    expect(failed).toMatchObject({ state: 'failed', failure: 'charge_disputed' })
    expect(await tokensOf(scene.house, order)).toMatchObject({ available: 250_000, held: 0 })
    expect((await refundOrder(buyer.owner, askFor(order), scene.house)).state).toBe('done')
    expect(await offencesOf(scene.house, buyer.accountId)).toEqual([])
  })

  it('whose money comes back later brings the tokens again, with a new document', async () => {
    const { buyer, order } = await scenario()
    const { id, providerId } = await refundOrder(buyer.owner, askFor(order), scene.house)
    const getRefund = async (asked: string) => ({
      ...(await scene.house.payments.getRefund(asked)),
      status: 'failed' as const,
    })
    const undone = await fulfilRefund(SYSTEM, { accountId: buyer.accountId, refundId: id }, withPayments({ getRefund }))
    expect(undone).toMatchObject({ state: 'undone', providerId })
    const back = await scene.house.db.grant.findFirstOrThrow({
      where: { accountId: buyer.accountId, source: 'refund' },
    })
    expect(back).toMatchObject({ available: 250_000_000n, costCents: 1450n })
    expect(await documentsOf(scene.house, buyer.accountId)).toEqual([
      ['receipt', 1740n],
      ['credit-note', 1740n],
      ['receipt', 1740n],
    ])
    expect(await offencesOf(scene.house, buyer.accountId)).toEqual([])
  })
})

describe('a refund that was cut off is finished by the reconciler, and paid back once', () => {
  const finish = async (buyer: Buyer, order: Order) => {
    scene.clock.advance(2n * MINUTE)
    expect((await reconcileRefunds(SYSTEM, {}, scene.house)).failures).toEqual([])
    expect(await tokensOf(scene.house, order)).toMatchObject({ available: 0, held: 0, refunded: 250_000 })
    expect(await paidBack(order)).toBe(1740n)
    expect(await documentsOf(scene.house, buyer.accountId)).toHaveLength(2)
  }

  it('after it was written', async () => {
    const { buyer, order } = await scenario()
    await openRefund(buyer.owner, askFor(order), scene.house)
    expect(await tokensOf(scene.house, order)).toMatchObject({ available: 0, held: 250_000 })
    expect(await offencesOf(scene.house, buyer.accountId)).toEqual([])
    await finish(buyer, order)
  })

  it('after the provider paid it back and nobody wrote that down', async () => {
    const { buyer, order } = await scenario()
    const killed = async (wanted: Parameters<Payments['refund']>[0]) => {
      await scene.house.payments.refund(wanted)
      throw new PaymentFault('provider-away', 'The answer was lost.')
    }
    expect((await refundOrder(buyer.owner, askFor(order), withPayments({ refund: killed }))).state).toBe('pending')
    await finish(buyer, order)
  })

  it('and days later, when the provider has forgotten its key', async () => {
    const { buyer, order } = await scenario()
    const killed = async (wanted: Parameters<Payments['refund']>[0]) => {
      await scene.house.payments.refund(wanted)
      throw new PaymentFault('provider-away', 'The answer was lost.')
    }
    await refundOrder(buyer.owner, askFor(order), withPayments({ refund: killed }))
    scene.clock.advance(3n * DAY)
    const again = () => Promise.reject(new Error('Paid back twice.'))
    expect((await reconcileRefunds(SYSTEM, {}, withPayments({ refund: again }))).failures).toEqual([])
    await finish(buyer, order)
  })
})

it('refuses what is too late, spent, shown otherwise, not done, and everybody who does not answer for money', async () => {
  const { buyer, order } = await scenario()
  const { house } = scene
  const rule = async (cents?: string) =>
    (await refusalOf(refundOrder(buyer.owner, askFor(order, cents), house))).facts.rule
  expect(await rule('1739')).toBe('refund-changed')
  const callers = [
    ...[visitorCaller(), memberCaller(buyer.accountId, 'developer')],
    ...[memberCaller(randomUUID(), 'owner'), staffCaller('admin')],
  ]
  const kinds = await kindsRefused((caller) => refundOrder(caller, askFor(order), house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'not-found', 'forbidden'])
  scene.clock.advance(14n * DAY)
  expect(await rule()).toBe('refund-too-late')
  await spend(scene, buyer.accountId, 250_000)
  expect(await rule('0')).toBe('refund-nothing-left')
  const elsewhere = { ...askFor(order), orderId: randomUUID() }
  expect((await refusalOf(refundOrder(buyer.owner, elsewhere, house))).kind).toBe('not-found')
})
