import { findBook } from '@/lib/db/ledger'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { isOwed } from '@/lib/domain/purchases/dunning'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Work } from '../define'

/** Whether a card may still be charged: a renewal is wanted while the plan goes on, and what nobody owes until its last moment to pay. */
export async function isWanted({ tx, now }: Work, order: Order): Promise<boolean> {
  if (!isOwed(order)) return now < order.payBy
  if (order.kind !== 'renewal') return true
  const stored = await findBook(tx, order.accountId)
  const allowance = stored && planSettlement(stored, now).allowances.get(order.allowanceId ?? '')
  return allowance?.nextAt === order.pricedAt && allowance?.paidUntil === order.pricedAt
}
