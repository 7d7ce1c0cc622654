import { z } from 'zod'
import { updateAccountFrozen } from '@/lib/db/accounts'
import { listGrants, lockAccounts } from '@/lib/db/ledger'
import { countFreezingDisputes, findDispute, insertDispute, updateDisputeState } from '@/lib/db/purchases-disputes'
import { findOrder } from '@/lib/db/purchases-orders'
import { listRefunds } from '@/lib/db/purchases-refunds'
import { disputeTransition, lostMoney, planClawBack, returnedTokens } from '@/lib/domain/purchases/dispute'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Dispute } from '@/lib/domain/purchases/payment-model'
import type { OrderDispute } from '@/lib/domain/purchases/refund-model'
import type { TaxedAmount } from '@/lib/domain/purchases/tax'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { inBook } from '../ledger/in-book'
import { postGrant } from '../ledger/post-grant'
import { issueCreditNote } from './issue-document'

/**
 * Writes down how a dispute stands. Opened, it takes the order's tokens back and freezes the account; won, it gives the same tokens back and
 * the account is free once no other dispute is open; lost, it stays so, and what the bank took is credited. Told late, twice or in any order it ends alike.
 */
export const settleDispute = defineUsecase({
  name: 'purchases.settle-dispute',
  input: OrderRef.extend({ told: z.custom<Dispute>((told) => typeof told === 'object' && told !== null) }),
  allow: job,
  isSafeTwice: true,
  run: async ({ told, ...ref }, work): Promise<OrderDispute> => {
    const [locked] = await lockAccounts(work.tx, [ref.accountId])
    const order = locked ? await findOrder(work.tx, ref, true) : null
    if (!order) throw notFound('order')
    const known = await findDispute(work.tx, ref.accountId, told.id)
    const state = disputeTransition(known?.state ?? null, told.status)
    if (known?.state === state) {
      work.unchanged()
      return known
    }
    const opened = known ?? (await open(order, { ...told, status: state }, work))
    if (state !== 'open') await close(order, opened, state, told.amount, work)
    if (state === 'won' && known) await unfreeze(known, work)
    const detail = { dispute: told.id, was: known?.state ?? null, state, reason: told.reason }
    work.audit({ accountId: order.accountId, subject: `order:${order.id}`, detail })
    work.emit({
      accountId: order.accountId,
      name: `dispute.${state}`,
      payload: { disputeId: told.id, orderId: order.id },
    })
    return (await findDispute(work.tx, ref.accountId, told.id)) ?? opened
  },
})

/** One that was won before it was heard of took nothing and froze nobody. */
async function open(order: Order, told: Dispute, work: Work): Promise<OrderDispute> {
  const { accountId, id: orderId } = order
  const isWon = told.status === 'won'
  const taken = isWon ? { revoked: 0n, debt: 0n, clawSeq: null } : await clawBack(order, told.id, work)
  const { id, reason, amount: amountCents, currency } = told
  const dispute = { accountId, id, orderId, reason, amountCents, currency, openedAt: work.now, ...taken }
  await insertDispute(work.tx, { ...dispute, state: 'open', closedAt: null })
  if (!isWon && (await updateAccountFrozen(work.tx, accountId, true))) {
    work.audit({ accountId, subject: `account:${accountId}`, detail: { frozen: true, dispute: id } })
  }
  return { ...dispute, state: 'open', closedAt: null, backGrantId: null }
}

/** A period that is paid and has not begun brings nothing to be taken yet: what it will bring is owed until then. */
function toCome({ tokens }: Order, id: string) {
  return { id, available: 0n, pending: 0n, held: 0n, spent: tokens }
}

async function clawBack(order: Order, disputeId: string, work: Work) {
  const { accountId, id, grantId } = order
  const refunds = await listRefunds(work.tx, accountId, [id])
  const refunding = refunds.find(({ state }) => state === 'pending')?.tokens ?? 0n
  return inBook(work.tx, work.house, accountId, async (book, now) => {
    const open = grantId === null ? undefined : book.book.grants.get(grantId)
    const [stored] = grantId === null || open ? [open] : await listGrants(work.tx, accountId, [grantId])
    const grant = stored ?? (grantId === null ? null : toCome(order, grantId))
    const taken = grant && planClawBack(grant, refunding, { actor: work.actor, disputeId })
    const seq = taken?.draft ? book.post(taken.draft, now).seq : null
    return { revoked: taken?.revoked ?? 0n, debt: taken?.debt ?? 0n, clawSeq: seq }
  })
}

async function close(
  order: Order,
  dispute: OrderDispute,
  state: 'won' | 'lost',
  amountCents: bigint,
  work: Work,
): Promise<void> {
  const { accountId, id: orderId } = order
  const backGrantId = state === 'won' ? await giveBack(order, dispute, work) : null
  await updateDisputeState(work.tx, dispute, { state, backGrantId }, work.now)
  if (state === 'lost' && order.state === 'done') {
    const refunds = await listRefunds(work.tx, accountId, [orderId])
    const money = lostMoney(order, amountCents, sumOf(refunds.filter((refund) => refund.state === 'done')))
    const tokens = dispute.revoked + dispute.debt
    await issueCreditNote(work, { accountId, orderId, tokens, ...money, refundId: null, disputeId: dispute.id })
  }
}

/** The account is free again once no dispute is open, unless one was lost meanwhile: that is for the staff to forgive. */
async function unfreeze({ accountId, id, openedAt }: OrderDispute, work: Work): Promise<void> {
  if ((await countFreezingDisputes(work.tx, accountId, openedAt)) > 0n) return
  if (await updateAccountFrozen(work.tx, accountId, false)) {
    work.audit({ accountId, subject: `account:${accountId}`, detail: { frozen: false, dispute: id } })
  }
}

/** Returns the grant that brings the tokens back; null when none were taken. */
async function giveBack(order: Order, dispute: OrderDispute, work: Work): Promise<string | null> {
  const { accountId, grantId, name, tokens: amount, netCents: costCents } = order
  if (grantId === null || dispute.revoked + dispute.debt === 0n) return null
  const [stored] = await listGrants(work.tx, accountId, [grantId])
  const grant = stored ?? { name, amount, costCents, expiresAt: work.now }
  const { transaction } = await postGrant(work, {
    ...returnedTokens(dispute, grant, work.now),
    accountId,
    key: `dispute:${dispute.id}`,
    source: 'refund',
    name: grant.name,
    reason: `The dispute ${dispute.id} was decided for the seller: what it took comes back.`,
  })
  return transaction.entries[0]?.grantId ?? null
}

function sumOf(amounts: readonly TaxedAmount[]): TaxedAmount {
  return amounts.reduce<TaxedAmount>(
    (sum, { netCents, taxCents, totalCents }) => ({
      netCents: sum.netCents + netCents,
      taxCents: sum.taxCents + taxCents,
      totalCents: sum.totalCents + totalCents,
    }),
    { netCents: 0n, taxCents: 0n, totalCents: 0n },
  )
}
