import { listGrants } from '@/lib/db/ledger'
import { findOrder } from '@/lib/db/purchases-orders'
import { findRefund, insertRefund } from '@/lib/db/purchases-refunds'
import type { Order } from '@/lib/domain/purchases/order-model'
import { type RefundObstacle, type RefundOffer, refundOf } from '@/lib/domain/purchases/refund'
import type { OrderRefund } from '@/lib/domain/purchases/refund-model'
import { notFound, Refusal } from '@/lib/domain/refusals'
import type { Work } from '../define'
import { inBook } from '../ledger/in-book'
import { readAftermath } from './read-aftermath'

export interface RefundAsked {
  accountId: string
  orderId: string
  /** What was shown as the sum, in minor units: nobody gets another than they saw. */
  shownCents: bigint
  reason: string
  /** Whether it may be past the days of the order. */
  isLateAllowed: boolean
}

/**
 * Begins a refund within the work of a verb: sets the order's unspent tokens aside, where nothing can spend them and no time gives them
 * back, and writes down what is to be paid back. An order has one; who asks again gets the first. The provider hears of it after the commit.
 */
export async function beginRefund(work: Work, asked: RefundAsked): Promise<OrderRefund> {
  const { accountId, orderId } = asked
  return inBook(work.tx, work.house, accountId, async (open, now) => {
    const order = await findOrder(work.tx, { accountId, orderId }, true)
    if (!order) throw notFound('order')
    const aftermath = await readAftermath(work.tx, accountId, orderId)
    const known = aftermath.refunds.find(({ state }) => state === 'pending' || state === 'done')
    if (known) {
      work.unchanged()
      return known
    }
    const grant = await grantOf(work, order, open.book.grants)
    const offer = refundOf(order, grant, aftermath, now)
    requireRefundable(offer, asked)
    if (!grant) throw new Error(`The order ${orderId} is refundable without a grant.`)
    const { seq } = open.post(
      {
        kind: 'refund',
        entries: [{ grantId: grant.id, from: 'available', to: 'held', amount: offer.tokens }],
        actor: work.actor,
        reason: asked.reason,
      },
      now,
    )
    return insert(work, order, offer, { reason: asked.reason, grantId: grant.id, holdSeq: seq })
  })
}

async function grantOf(work: Work, { accountId, grantId }: Order, open: ReadonlyMap<string, RefundGrant>) {
  if (grantId === null) return null
  const stored = open.get(grantId) ?? (await listGrants(work.tx, accountId, [grantId]))[0]
  return stored ?? null
}
type RefundGrant = Awaited<ReturnType<typeof listGrants>>[number]

async function insert(
  work: Work,
  order: Order,
  offer: RefundOffer,
  more: { reason: string; grantId: string; holdSeq: bigint },
): Promise<OrderRefund> {
  const { accountId, id: orderId, currency } = order
  const { tokens, netCents, taxCents, totalCents } = offer
  const refund = { accountId, id: work.newId(), orderId, currency, tokens, netCents, taxCents, totalCents, ...more }
  await insertRefund(work.tx, { ...refund, actor: work.actor, createdAt: work.now })
  const detail = { refund: refund.id, tokens: `${tokens}`, totalCents: `${totalCents}`, currency }
  work.audit({ accountId, subject: `order:${orderId}`, reason: more.reason, detail })
  const written = await findRefund(work.tx, { accountId, refundId: refund.id })
  if (!written) throw new Error(`The refund ${refund.id} was not written.`)
  return written
}

const WORDS: Record<RefundObstacle, string> = {
  'not-done': 'The order is not done, so there is nothing to refund.',
  'other-kind': 'Only packs and amounts of tokens are refunded. A plan can be ended instead.',
  disputed: 'The payment of this order is disputed at the bank. Wait for its decision.',
  refunded: 'This order was refunded before. An order is refunded once.',
  'nothing-left': 'Nothing of this order is unspent, so there is nothing to refund.',
  'too-late': 'The days in which this order could be given back are over. Ask the seller.',
}

function requireRefundable({ obstacle, totalCents }: RefundOffer, { shownCents, isLateAllowed }: RefundAsked): void {
  if (obstacle !== null && !(obstacle === 'too-late' && isLateAllowed)) {
    throw new Refusal('conflict', {
      detail: `${WORDS[obstacle]} Nothing was changed.`,
      facts: { rule: `refund-${obstacle}` },
    })
  }
  if (totalCents !== shownCents) {
    throw new Refusal('conflict', {
      detail: 'Tokens were used since the sum was shown. Nothing was refunded. Look at the new sum and decide again.',
      facts: { rule: 'refund-changed' },
    })
  }
}
