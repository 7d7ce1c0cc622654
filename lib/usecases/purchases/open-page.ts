import { lockAccounts } from '@/lib/db/ledger'
import { updatePayBy } from '@/lib/db/purchases-attempts'
import { findOrder } from '@/lib/db/purchases-orders'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/domain/instants'
import { isOwed } from '@/lib/domain/purchases/dunning'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { isWanted } from './is-wanted'

const PAY_WITHIN: Instant = 23n * HOUR
/** A page that closes sooner gives way to a new one. */
const OPEN_FOR: Instant = 5n * MINUTE

/**
 * Lets an order that is owed be paid at the provider's page too, once its saved card was refused. The page that is open stays the one; while
 * the card is being charged there is none. The caller has closed a page that gives way to a new one (`pay-at-page`). Returns the order, with
 * a page of its own to be prepared unless it has one.
 */
export const openPage = defineUsecase({
  name: 'purchases.open-page',
  input: OrderRef,
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async (ref, work): Promise<Order> => {
    const [locked] = await lockAccounts(work.tx, [ref.accountId])
    const order = locked ? await findOrder(work.tx, ref, true) : null
    if (!order) throw notFound('order')
    if (order.state !== 'pending' || !isOwed(order)) throw closed('This order is not waiting for a payment.')
    if (order.isTrying) throw closed('The saved card is being charged at this moment. Look again in a minute.')
    if (!(await isWanted(work, order))) throw closed('The plan has ended, so its next period is not for sale.')
    if (hasPage(order, work.now)) {
      work.unchanged()
      return order
    }
    const payBy = ((work.now + PAY_WITHIN) / SECOND) * SECOND
    await updatePayBy(work.tx, order, payBy)
    work.audit({ accountId: ref.accountId, subject: `order:${ref.orderId}`, detail: { page: 'opened' } })
    return { ...order, payBy, sessionId: null, sessionUrl: null }
  },
})

/** Whether the order can be paid at a page that stays open for a while. */
export function hasPage({ sessionUrl, payBy }: Pick<Order, 'sessionUrl' | 'payBy'>, now: Instant): boolean {
  return sessionUrl !== null && payBy > now + OPEN_FOR
}

function closed(detail: string): Refusal {
  return new Refusal('conflict', { detail: `${detail} Nothing was charged.` })
}
