import type { Order } from '@/lib/domain/purchases/order-model'
import type { House } from '@/lib/usecases/define'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { openOrder } from '@/lib/usecases/purchases/open-order'
import { openRefund } from '@/lib/usecases/purchases/open-refund'
import { settleDispute } from '@/lib/usecases/purchases/settle-dispute'
import { settleOrder } from '@/lib/usecases/purchases/settle-order'
import { settleRefund } from '@/lib/usecases/purchases/settle-refund'
import { SYSTEM, usageEvent } from './house'
import { type Buyer, orderForm, testBuyer } from './purchases'
import { paid } from './told-orders'

/**
 * Refunds that ended in every way (a part paid back, one not accepted and then under way, one that came back from the bank) and disputes
 * that were won and lost, as the provider told them. Returns the ids that tampers name.
 */
export async function tellMoney(house: House): Promise<Record<string, string>> {
  const part = await boughtBy(house)
  const used = usageEvent(part.buyer.accountId, part.order.createdAt, { quantities: { call: 80_000_000n } })
  await enqueueUsage([used], house)
  const refund = await refunded(house, part, '1183', 'succeeded')
  const waiting = await boughtBy(house)
  await refunded(house, waiting, '1740', 'failed')
  const pending = await openRefund(waiting.buyer.owner, askFor(waiting, '1740'), house)
  const back = await boughtBy(house)
  const undone = await refunded(house, back, '1740', 'succeeded')
  const told = { providerId: null, status: 'failed', failure: 'provider-failed' } as const
  await settleRefund(SYSTEM, { accountId: back.buyer.accountId, refundId: undone.id, told }, house)
  const won = await boughtBy(house)
  await disputed(house, won, 'won')
  const lost = await boughtBy(house)
  await disputed(house, lost, 'lost')
  const numberOf = async (orderId: string, isCredit: boolean) => {
    const kind = isCredit ? 'credit-note' : { not: 'credit-note' }
    return (await house.db.document.findFirstOrThrow({ where: { orderId, kind } })).number
  }
  const numbers = async (kind: string) =>
    (await house.db.document.findMany({ where: { kind }, orderBy: { sequence: 'asc' } })).map(({ number }) => number)
  const [receipts, notes] = [await numbers('receipt'), await numbers('credit-note')]
  return {
    ...{ refund: refund.id, refundOrder: part.order.id, refundGrant: `${part.order.grantId}` },
    ...{ pendingRefund: pending.id, pendingGrant: `${waiting.order.grantId}`, pendingAccount: waiting.buyer.accountId },
    ...{ undone: undone.id, wonDispute: `du-${won.order.id}`, lostDispute: `du-${lost.order.id}` },
    ...{ note: await numberOf(part.order.id, true), lostNote: await numberOf(lost.order.id, true) },
    ...{ firstReceipt: `${receipts[0]}`, secondReceipt: `${receipts[1]}` },
    ...{ lastReceipt: `${receipts.at(-1)}`, lastLeft: `${receipts.at(-2)}`, noteBefore: `${notes.at(-2)}` },
    ...{ lastReceiptOrder: lost.order.id },
  }
}

interface Bought {
  buyer: Buyer
  order: Order
}

async function boughtBy(house: House): Promise<Bought> {
  const buyer = await testBuyer(house)
  const { accountId } = buyer
  const { id: orderId } = await openOrder(buyer.owner, orderForm(buyer), house)
  const told = { session: null, payment: { ...paid(accountId, orderId), id: `pi-${orderId}` }, card: null }
  return { buyer, order: await settleOrder(SYSTEM, { accountId, orderId, told }, house) }
}

const askFor = ({ buyer, order }: Bought, shownCents: string) => ({
  accountId: buyer.accountId,
  orderId: order.id,
  shownCents,
})

async function refunded(house: House, bought: Bought, cents: string, status: 'succeeded' | 'failed') {
  const { accountId, id: refundId } = await openRefund(bought.buyer.owner, askFor(bought, cents), house)
  const told = { providerId: null, status, failure: null }
  return settleRefund(SYSTEM, { accountId, refundId, told }, house)
}

async function disputed(house: House, { order }: Bought, end: 'won' | 'lost'): Promise<void> {
  const { accountId, id: orderId, totalCents: amount, currency, paymentId } = order
  const dispute = { id: `du-${orderId}`, amount, currency, reason: 'fraudulent', paymentId, chargeId: 'ch_1' }
  for (const status of ['open', end] as const) {
    await settleDispute(SYSTEM, { accountId, orderId, told: { ...dispute, status } }, house)
  }
}
