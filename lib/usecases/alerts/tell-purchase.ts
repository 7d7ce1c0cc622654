import { config } from '@/lib/config'
import { findAccountProfile } from '@/lib/db/access-accounts'
import { listRecipients, listStaffRecipients } from '@/lib/db/access-members'
import type { OutboxEventRow } from '@/lib/db/audit'
import { findDispute } from '@/lib/db/purchases-disputes'
import { listDocumentsOfOrders } from '@/lib/db/purchases-documents'
import { findOrder } from '@/lib/db/purchases-orders'
import { findRefund } from '@/lib/db/purchases-refunds'
import { DisputeNews, OrderDone, RefundNews } from '@/lib/domain/alerts/inputs'
import {
  composeDisputeLetter,
  composePurchaseLetter,
  type PurchaseFacts,
  type PurchaseNews,
} from '@/lib/domain/alerts/purchase-letters'
import type { DocumentHead } from '@/lib/domain/purchases/document'
import type { Order } from '@/lib/domain/purchases/order-model'
import { notFound } from '@/lib/domain/refusals'
import { keepLetter, type WrittenLetter } from '../access/post-letter'
import type { Work } from '../define'
import { parseInput } from '../parse-input'
import { orderAddress } from '../purchases/order-address'

/** Writes to those who answer for the account's money that an order is paid, with the way to its receipt or invoice. */
export async function tellOrderDone({ accountId, payload }: OutboxEventRow, work: Work): Promise<WrittenLetter[]> {
  const { orderId } = parseInput(OrderDone, payload)
  const about = await readOrder(accountId, orderId, work)
  // Auto top-up tells of its purchases itself.
  if (about.order.kind === 'top-up') return []
  const paper = about.documents.find(({ kind, refundId }) => kind !== 'credit-note' && refundId === null)
  return write('order-done', { ...about, ...about.order, paper }, work)
}

/** The same of a refund: paid back, not accepted, or come back. */
export async function tellRefund({ accountId, name, payload }: OutboxEventRow, work: Work): Promise<WrittenLetter[]> {
  const { orderId, refundId } = parseInput(RefundNews, payload)
  const news = name.replace('.', '-') as Extract<PurchaseNews, `refund-${string}`>
  const refund = await findRefund(work.tx, { accountId, refundId })
  if (!refund) throw notFound('refund')
  const about = await readOrder(accountId, orderId, work)
  const paper = about.documents.find(
    (one) => one.refundId === refundId && (one.kind === 'credit-note') === (news === 'refund-done'),
  )
  const { tokens, totalCents, currency } = refund
  return write(news, { ...about, tokens, totalCents, currency, paper }, work)
}

/** The same of a dispute, and to the staff that answers for money. */
export async function tellDispute({ accountId, name, payload }: OutboxEventRow, work: Work): Promise<WrittenLetter[]> {
  const { orderId, disputeId } = parseInput(DisputeNews, payload)
  const news = name.replace('.', '-') as Extract<PurchaseNews, `dispute-${string}`>
  const dispute = await findDispute(work.tx, accountId, disputeId)
  if (!dispute) throw notFound('dispute')
  const about = await readOrder(accountId, orderId, work)
  const paper = news === 'dispute-lost' ? about.documents.find((one) => one.disputeId === disputeId) : undefined
  const { amountCents: totalCents, currency } = dispute
  const letters = await write(news, { ...about, tokens: about.order.tokens, totalCents, currency, paper }, work)
  const link = new URL(`/admin/customers/${accountId}/orders`, config().NEXTAUTH_URL).href
  // As it was when this event happened, which may be older than what is written down by now.
  const state = news === 'dispute-open' ? 'open' : dispute.state
  for (const { email, language } of await listStaffRecipients(work.tx, ['finance', 'admin'])) {
    const letter = composeDisputeLetter({ ...dispute, state, account: about.account, link }, language ?? 'en')
    letters.push(await keepLetter(work, email, letter))
  }
  return letters
}

interface AboutOrder {
  order: Order
  account: string
  documents: DocumentHead[]
}

async function readOrder(accountId: string, orderId: string, work: Work): Promise<AboutOrder> {
  const account = await findAccountProfile(work.tx, accountId)
  const order = await findOrder(work.tx, { accountId, orderId })
  if (!account || !order) throw notFound('order')
  return { order, account: account.name, documents: await listDocumentsOfOrders(work.tx, accountId, [orderId]) }
}

type Told = AboutOrder & Pick<PurchaseFacts, 'tokens' | 'totalCents' | 'currency'> & { paper: DocumentHead | undefined }

async function write(news: PurchaseNews, told: Told, work: Work): Promise<WrittenLetter[]> {
  const { order, account, tokens, totalCents, currency, paper } = told
  const base = { name: order.name, account, tokens, totalCents, currency, orderLink: orderAddress(order) }
  const letters: WrittenLetter[] = []
  for (const { email, language } of await listRecipients(work.tx, order.accountId, ['owner', 'billing'])) {
    const spoken = language ?? order.language
    const facts = { ...base, paper: paper ? { ...paper, link: pdfAddress(paper, spoken) } : null }
    letters.push(await keepLetter(work, email, composePurchaseLetter(news, facts, spoken)))
  }
  return letters
}

function pdfAddress({ accountId, id }: DocumentHead, language: string): string {
  return new URL(`/a/${accountId}/documents/${id}/pdf?language=${language}`, config().NEXTAUTH_URL).href
}
