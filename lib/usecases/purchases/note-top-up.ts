import { z } from 'zod'
import { lockAccounts } from '@/lib/db/ledger'
import { findOrder } from '@/lib/db/purchases-orders'
import { findTopUp, putTopUp } from '@/lib/db/purchases-top-ups'
import { instantToIso } from '@/lib/domain/instants'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { TopUp } from '@/lib/domain/purchases/top-up-model'
import { afterRun } from '@/lib/domain/purchases/top-up-state'
import { notFound } from '@/lib/domain/refusals'
import { tokensToDecimal } from '@/lib/domain/tokens'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'

/** Notes what became of an auto top-up's purchase: whether it goes on, waits or pauses, and whom that is told. */
export const noteTopUp = defineUsecase({
  name: 'purchases.note-top-up',
  input: z.strictObject({ accountId: AccountId }),
  allow: job,
  isSafeTwice: true,
  run: async ({ accountId }, work): Promise<TopUp> => {
    await lockAccounts(work.tx, [accountId])
    const before = await findTopUp(work.tx, accountId, true)
    if (!before) throw notFound('auto top-up')
    const topUp = await noteEnd(work, before)
    if (topUp === before) work.unchanged()
    return topUp
  },
})

/** The rule with the end of its purchase noted, once: the same object when there is none to be noted. */
export async function noteEnd(work: Work, topUp: TopUp): Promise<TopUp> {
  const { accountId, orderId } = topUp
  const order = orderId === null ? null : await findOrder(work.tx, { accountId, orderId })
  const next = order ? afterRun(topUp, order, work.now) : topUp
  if (next === topUp || !order) return topUp
  await putTopUp(work.tx, next)
  const { failures, paused } = next
  const detail = { order: order.id, state: order.state, failures, paused: paused !== null }
  work.audit({ accountId, subject: `top-up:${accountId}`, detail })
  tell(work, order, next)
  return next
}

function tell(work: Work, order: Order, { isOn, paused, coolUntil, ceilingCents }: TopUp): void {
  const { accountId, id: orderId, name, tokens, totalCents, currency, failure } = order
  const about = { orderId, name, tokens: tokensToDecimal(tokens), totalCents: `${totalCents}`, currency }
  if (order.state === 'done') {
    work.emit({ accountId, name: 'top-up.done', payload: { ...about, ceilingCents: `${ceilingCents}` } })
  } else if (isOn && paused) {
    work.emit({ accountId, name: 'top-up.paused', payload: { ...about, reason: paused.reason } })
  } else if (isOn && order.state === 'failed') {
    const retry = { reason: failure ?? 'generic_decline', retryAt: instantToIso(coolUntil ?? work.now) }
    work.emit({ accountId, name: 'top-up.declined', payload: { ...about, ...retry } })
  }
}
