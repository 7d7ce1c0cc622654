import { findBook } from '@/lib/db/ledger'
import { findPayAsYouGo, putPayAsYouGo } from '@/lib/db/purchases-pay-as-you-go'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import type { Transition } from '@/lib/domain/purchases/order'
import type { Order } from '@/lib/domain/purchases/order-model'
import { debtLimitOf } from '@/lib/domain/purchases/pay-as-you-go'
import type { Work } from '../define'
import { endPlan } from '../subscriptions/end-plan'
import { readStanding } from '../subscriptions/read-standing'
import { changeDebtLimit } from './change-debt-limit'

/**
 * What follows when a saved card could not be charged: its people are told, and where no card is tried any more, what it was to pay ends:
 * the plan, or use beyond the tokens. Tokens that were bought, and a debt, stay as they are.
 */
export async function endUnpaid(
  order: Order,
  { state, failure, tryAt }: Transition & Pick<Order, 'tryAt'>,
  work: Work,
): Promise<void> {
  if (state !== 'failed' && tryAt === null) return
  const { accountId, id: orderId, kind } = order
  // Auto top-up tells of its purchases itself, and when it pauses.
  if (kind === 'top-up') return
  if (state === 'failed' && kind === 'renewal') await endUnpaidPlan(order, work)
  if (state === 'failed' && kind === 'usage') await endPayAsYouGo(order, work)
  const payload = { orderId, kind, failure, tryAt: inText(state === 'failed' ? null : tryAt) }
  work.emit({ accountId, name: 'order.unpaid', payload })
}

async function endUnpaidPlan({ accountId, allowanceId, id }: Order, work: Work): Promise<void> {
  const stored = await findBook(work.tx, accountId)
  if (!stored) return
  const { current } = await readStanding(work.tx, planSettlement(stored, work.now), work.now)
  // Another plan may have taken its place.
  if (current?.allowance.id === allowanceId) await endPlan(work, { accountId, reason: `Order ${id} was not paid.` })
}

async function endPayAsYouGo({ accountId, id }: Order, work: Work): Promise<void> {
  const agreed = await findPayAsYouGo(work.tx, accountId)
  if (!agreed?.isOn) return
  const off = { ...agreed, isOn: false }
  await putPayAsYouGo(work.tx, accountId, off, { at: work.now, actor: work.actor })
  await changeDebtLimit(work, accountId, debtLimitOf(off))
  work.audit({ accountId, subject: 'pay-as-you-go', reason: `Order ${id} was not paid.`, detail: { on: false } })
}

function inText(at: Instant | null): string | null {
  return at === null ? null : instantToIso(at)
}
