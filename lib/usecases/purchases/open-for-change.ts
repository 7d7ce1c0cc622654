import { findBook, lockAccounts } from '@/lib/db/ledger'
import { findPendingOrder, findPendingRenewal } from '@/lib/db/purchases-orders'
import type { Book } from '@/lib/domain/ledger/model'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { isOfPlan } from '@/lib/domain/purchases/plan-views'
import { notFound } from '@/lib/domain/refusals'
import type { Work } from '../define'
import { orderPending } from './order-pending'
import { requireActive } from './require-buyer'

/**
 * The book of an account whose people may change its plan, locked and settled to now. Refuses while a plan is being paid for, which would
 * come on top of the change, and for an account that is frozen or closed. A renewal that waits for another try stands in nobody's way.
 */
export async function openForChange({ tx, now }: Work, accountId: string): Promise<Book> {
  const [locked] = await lockAccounts(tx, [accountId])
  const stored = locked && (await findBook(tx, accountId))
  if (!stored) throw notFound('account')
  requireActive(stored)
  const [pending, renewal] = [await findPendingOrder(tx, accountId), await findPendingRenewal(tx, accountId)]
  if (pending && isOfPlan(pending)) throw orderPending(pending)
  if (renewal?.isTrying) throw orderPending(renewal)
  return planSettlement(stored, now)
}
