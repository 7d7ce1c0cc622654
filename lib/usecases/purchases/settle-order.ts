import { z } from 'zod'
import { lockAccounts } from '@/lib/db/ledger'
import { endAttempt } from '@/lib/db/purchases-attempts'
import { updateSavedCard } from '@/lib/db/purchases-buyers'
import { findOrder, updateOrderState } from '@/lib/db/purchases-orders'
import { nextTryAt } from '@/lib/domain/purchases/dunning'
import { type Told, type Transition, transition } from '@/lib/domain/purchases/order'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { SavedCard } from '@/lib/domain/purchases/payment-model'
import { notFound } from '@/lib/domain/refusals'
import { tokensToDecimal } from '@/lib/domain/tokens'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { type Delivered, deliverOrder } from './deliver-order'
import { endUnpaid } from './end-unpaid'
import { issueDocument } from './issue-document'

/** What the provider says about an order, and the card that paid it. */
export interface ToldOfOrder extends Told {
  readonly card: SavedCard | null
  /** Which try of the saved card it is the answer to. */
  readonly attempt?: number
}

/**
 * Writes down what became of an order. With the first word that it is paid in full it is delivered, in the same transaction and under the
 * account's lock, once under the order's own key; a payment of another amount, or of what cannot be had any more, parks it and tells the
 * staff. What is owed and cannot be charged is tried again, or ends what it was to pay.
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
    const isAttempt = told.attempt === numberOf(order)
    const tryAt = isAttempt ? nextTryAt({ ...order, attempts: numberOf(order) }, work.now) : order.tryAt
    const judged = transition(order, { ...told, isOver: told.isOver ?? (isAttempt && tryAt === null) })
    const isNew = judged.state !== order.state
    const delivered = isNew && judged.state === 'done' ? await deliverOrder(order, work) : { grantId: order.grantId }
    const next = delivered ? judged : { ...judged, state: 'mismatch' as const, failure: 'not-to-be-had' }
    await write(work, order, { told, isAttempt, next, delivered, tryAt })
    if (next.state === order.state && !isAttempt) work.unchanged()
    else await follow(order, { told, isAttempt, next, tryAt }, work)
    const settled = await findOrder(work.tx, ref)
    if (!settled) throw notFound('order')
    if (next.state === 'done' && isNew) await issueDocument(work, settled, told.card)
    return settled
  },
})

/** The try that runs, or the next where none does: the answer to another is old news of one that is over. */
function numberOf({ attempts, isTrying }: Order): number {
  return isTrying ? attempts : attempts + 1
}

interface Settled {
  readonly told: ToldOfOrder
  readonly isAttempt: boolean
  readonly next: Transition
  readonly tryAt: Order['tryAt']
}

async function write(
  { tx, now }: Work,
  order: Order,
  { told, isAttempt, next, delivered, tryAt }: Settled & { delivered: Delivered },
): Promise<void> {
  const grantId = delivered?.grantId ?? null
  const sessionUrl = told.session ? told.session.url : order.sessionUrl
  await updateOrderState(tx, order, { ...next, grantId, sessionUrl }, now)
  const isOpen = next.state === 'pending'
  // A payment that is on its way is asked about again before another is made.
  const isOnItsWay = told.payment?.status === 'processing' || told.payment?.status === 'requires-action'
  if (isAttempt && !(isOpen && isOnItsWay)) await endAttempt(tx, order, isOpen ? tryAt : null)
}

/** What has to be noted and told once an order is another. */
async function follow(order: Order, { told, isAttempt, next, tryAt }: Settled, work: Work): Promise<void> {
  const { accountId, id, state: was } = order
  const { state, paymentId, failure } = next
  work.audit({ accountId, subject: `order:${id}`, detail: { was, state, paymentId, failure } })
  if (state === 'done') {
    if (told.card) await updateSavedCard(work.tx, accountId, told.card, work.now)
    tellDone(order, work)
  }
  if (state === 'mismatch' && was !== state) tellMismatch(order, told, work)
  if (isAttempt && state !== 'done') await endUnpaid(order, { ...next, tryAt }, work)
}

function tellDone({ accountId, id, tokens, totalCents, currency }: Order, work: Work): void {
  const payload = { orderId: id, tokens: tokensToDecimal(tokens), totalCents: `${totalCents}`, currency }
  work.emit({ accountId, name: 'order.done', payload })
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
