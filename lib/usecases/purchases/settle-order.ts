import { z } from 'zod'
import { lockAccounts } from '@/lib/db/ledger'
import { updateSavedCard } from '@/lib/db/purchases-buyers'
import { findOrder, updateOrderState } from '@/lib/db/purchases-orders'
import { DAY } from '@/lib/domain/instants'
import { type Told, type Transition, transition } from '@/lib/domain/purchases/order'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { SavedCard } from '@/lib/domain/purchases/payment-model'
import { notFound } from '@/lib/domain/refusals'
import { tokensToDecimal } from '@/lib/domain/tokens'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { postGrant } from '../ledger/post-grant'

/** What the provider says about an order, and the card that paid it. */
export interface ToldOfOrder extends Told {
  readonly card: SavedCard | null
}

/**
 * Writes down what became of an order. With the first word that it is paid in full its tokens are granted, in the same transaction and under
 * the account's lock, once under the order's own key; a payment of another amount parks it and tells the staff.
 */
export const settleOrder = defineUsecase({
  name: 'purchases.settle-order',
  input: OrderRef.extend({ told: z.custom<ToldOfOrder>((told) => typeof told === 'object' && told !== null) }),
  allow: job,
  isSafeTwice: true,
  run: async ({ told, ...ref }, work): Promise<Order> => {
    const [locked] = await lockAccounts(work.tx, [ref.accountId])
    const order = locked ? await findOrder(work.tx, ref, true) : null
    if (!order) throw notFound('order')
    const next = transition(order, told)
    const becomes = (state: Order['state']) => next.state === state && order.state !== state
    const grantId = becomes('done') ? await deliver(order, work) : order.grantId
    const sessionUrl = told.session ? told.session.url : order.sessionUrl
    await updateOrderState(work.tx, order, { ...next, grantId, sessionUrl }, work.now)
    if (becomes('done') && told.card) await updateSavedCard(work.tx, order.accountId, told.card, work.now)
    if (becomes('mismatch')) tellMismatch(order, told, work)
    if (next.state === order.state) work.unchanged()
    else note(order, next, work)
    const settled = await findOrder(work.tx, ref)
    if (!settled) throw notFound('order')
    return settled
  },
})

/** Grants what was ordered; returns the grant's id. */
async function deliver(order: Order, work: Work): Promise<string> {
  const { accountId, id, tokens, currency, totalCents } = order
  const { transaction } = await postGrant(work, {
    accountId,
    key: `order:${id}`,
    source: 'pack',
    name: order.name,
    amount: tokens,
    reason: `Order ${id}.`,
    expiresAt: work.now + BigInt(order.expiryDays) * DAY,
    costCents: order.netCents,
    actor: order.actor,
  })
  const grantId = transaction.entries[0]?.grantId
  if (!grantId) throw new Error(`The order ${id} was delivered without a grant.`)
  const payload = { orderId: id, grantId, tokens: tokensToDecimal(tokens), totalCents: `${totalCents}`, currency }
  work.emit({ accountId, name: 'order.done', payload })
  return grantId
}

/** Money came in that fits no order: somebody of the staff has to look at it. */
function tellMismatch({ accountId, id, totalCents, currency }: Order, { payment }: Told, work: Work): void {
  const payload = {
    orderId: id,
    paymentId: payment?.id ?? null,
    totalCents: `${totalCents}`,
    currency,
    paidCents: `${payment?.received ?? 0n}`,
    paidCurrency: payment?.currency ?? currency,
  }
  work.emit({ accountId, name: 'order.mismatch', payload })
}

function note({ accountId, id, state: was }: Order, { state, paymentId, failure }: Transition, work: Work): void {
  work.audit({ accountId, subject: `order:${id}`, detail: { was, state, paymentId, failure } })
}
