import { findBook, lockAccounts } from '@/lib/db/ledger'
import { beginAttempt, extendAttempt } from '@/lib/db/purchases-attempts'
import { findSavedCard } from '@/lib/db/purchases-buyers'
import { findOrder } from '@/lib/db/purchases-orders'
import { type Instant, MINUTE } from '@/lib/domain/instants'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { giveUp } from './give-up'
import { isWanted } from './is-wanted'

/** So long one process has a try to itself; twice at once would still be one charge, by its key. */
const LEASE: Instant = 2n * MINUTE

/** An order whose card is to be charged now. `customerId` is null when no card is saved. */
export interface Claimed {
  readonly order: Order
  readonly customerId: string | null
  /** Whether a try goes on that was cut off before anybody knew what came of it. */
  readonly isAgain: boolean
}

/**
 * Takes an order whose saved card is due to be tried: a try that was cut off goes on under its own number, else a new one begins. Null when
 * there is nothing to try: it is not due, somebody else is at it, the account is frozen, or the order has ended.
 */
export const claimAttempt = defineUsecase({
  name: 'purchases.claim-attempt',
  input: OrderRef,
  allow: job,
  isSafeTwice: true,
  run: async (ref, work): Promise<Claimed | null> => {
    const [locked] = await lockAccounts(work.tx, [ref.accountId])
    const order = locked ? await findOrder(work.tx, ref, true) : null
    if (!order) throw notFound('order')
    if (!isDue(order, work.now) || (!order.isTrying && (await isAtRest(work, order)))) {
      work.unchanged()
      return null
    }
    if (!order.isTrying && !(await isWanted(work, order))) {
      await giveUp(work, order)
      return null
    }
    const until = work.now + LEASE
    const saved = await findSavedCard(work.tx, order.accountId)
    const customerId = saved?.customerId ?? null
    if (order.isTrying) await extendAttempt(work.tx, order, until)
    else if (saved) await beginAttempt(work.tx, order, { card: saved.cardId, at: work.now, until })
    else work.unchanged()
    work.audit({ accountId: order.accountId, subject: `order:${order.id}`, detail: { attempt: order.attempts } })
    const claimed = await findOrder(work.tx, ref)
    if (!claimed) throw notFound('order')
    return { order: claimed, customerId, isAgain: order.isTrying }
  },
})

/** Nothing more is sold to an account that may not use it: its next period waits. */
async function isAtRest({ tx }: Work, { kind, accountId }: Order): Promise<boolean> {
  return kind === 'renewal' && (await findBook(tx, accountId))?.status !== 'active'
}

function isDue({ state, payWay, tryAt }: Order, now: Instant): boolean {
  return state === 'pending' && payWay === 'saved-card' && tryAt !== null && tryAt <= now
}
