import { findOrder, insertOrder, type NewOrder } from '@/lib/db/purchases-orders'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Work } from '../define'

/** Writes an order down, pending, within the work of another verb, which holds the account's lock. */
export async function writeOrder(work: Work, facts: Omit<NewOrder, 'id' | 'actor' | 'createdAt'>): Promise<Order> {
  const id = work.newId()
  await insertOrder(work.tx, { ...facts, id, actor: work.actor, createdAt: work.now })
  const { accountId, kind, packKey, planKey, tokens, totalCents, currency } = facts
  const detail = { kind, packKey, planKey, tokens: `${tokens}`, totalCents: `${totalCents}`, currency }
  work.audit({ accountId, subject: `order:${id}`, detail })
  const order = await findOrder(work.tx, { accountId, orderId: id })
  if (!order) throw new Error(`The order ${id} was not written.`)
  return order
}
