import { z } from 'zod'
import { listGrants, lockAccounts } from '@/lib/db/ledger'
import { findRefund, updateRefundProvider, updateRefundState } from '@/lib/db/purchases-refunds'
import { planReturn } from '@/lib/domain/ledger/plan-return'
import { lastingFrom } from '@/lib/domain/purchases/dispute'
import { RefundRef } from '@/lib/domain/purchases/order-inputs'
import { refundTransition } from '@/lib/domain/purchases/refund'
import type { OrderRefund, RefundState, ToldOfRefund } from '@/lib/domain/purchases/refund-model'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { changeBook } from '../ledger/change-book'
import { postGrant } from '../ledger/post-grant'
import { type Credit, issueAgain, issueCreditNote } from './issue-document'

/**
 * Writes down what became of a refund. With the first word that it was paid back the tokens that were set aside are gone and the credit note
 * is issued; with the word that it was not they are given back. Money that comes back later brings new tokens and a new document.
 */
export const settleRefund = defineUsecase({
  name: 'purchases.settle-refund',
  input: RefundRef.omit({ providerId: true }).extend({
    told: z.custom<ToldOfRefund>((told) => typeof told === 'object' && told !== null),
  }),
  allow: job,
  isSafeTwice: true,
  run: async ({ told, ...ref }, work): Promise<OrderRefund> => {
    const [locked] = await lockAccounts(work.tx, [ref.accountId])
    const refund = locked ? await findRefund(work.tx, ref, true) : null
    if (!refund) throw notFound('refund')
    if (refund.providerId === null && told.providerId !== null) {
      await updateRefundProvider(work.tx, ref, told.providerId)
    }
    const state = refundTransition(refund.state, told)
    if (state === refund.state) work.unchanged()
    else await become(state, refund, told.failure, work)
    return (await findRefund(work.tx, ref)) ?? refund
  },
})

async function become(state: RefundState, refund: OrderRefund, failure: string | null, work: Work): Promise<void> {
  const { accountId, id: refundId, orderId } = refund
  const endSeq = state === 'undone' ? null : await endHold(state === 'done', refund, work)
  const backGrantId = state === 'undone' ? await giveBack(refund, work) : null
  await updateRefundState(work.tx, { accountId, refundId }, { state, failure, endSeq, backGrantId }, work.now)
  const credit: Credit = { ...refund, refundId, disputeId: null }
  if (state === 'done') await issueCreditNote(work, credit)
  if (state === 'undone') await issueAgain(work, credit)
  work.audit({
    accountId,
    subject: `order:${orderId}`,
    detail: { refund: refundId, was: refund.state, state, failure },
  })
  work.emit({ accountId, name: `refund.${state}`, payload: { refundId, orderId } })
}

/** Takes the tokens that were set aside, or gives them back; returns the transaction's number. */
async function endHold(isPaidBack: boolean, { accountId, grantId, tokens: amount }: OrderRefund, work: Work) {
  const { actor } = work
  const { seq } = await changeBook(work.tx, work.house, accountId, (book, now) =>
    isPaidBack
      ? {
          kind: 'refund',
          entries: [{ grantId, from: 'held', to: 'refunded', amount }],
          actor,
          reason: 'The money was paid back.',
        }
      : { ...planReturn(book, [{ grantId, amount }], now), actor, reason: 'The money was not paid back.' },
  )
  return seq
}

/** The tokens of money that came back to the seller, at what they cost; returns their grant. */
async function giveBack({ accountId, id, grantId, ...refund }: OrderRefund, work: Work): Promise<string> {
  const [grant] = await listGrants(work.tx, accountId, [grantId])
  if (!grant) throw new Error(`The refund ${id} is of no grant.`)
  const { transaction } = await postGrant(work, {
    accountId,
    key: `refund:${id}`,
    source: 'refund',
    name: grant.name,
    amount: refund.tokens,
    reason: 'The bank did not take the refund.',
    expiresAt: lastingFrom(grant.expiresAt, work.now),
    costCents: refund.netCents,
  })
  const back = transaction.entries[0]?.grantId
  if (!back) throw new Error(`The refund ${id} brought nothing back.`)
  return back
}
