import { config } from '@/lib/config'
import { findAccountProfile } from '@/lib/db/access-accounts'
import { listGrants } from '@/lib/db/ledger'
import { findBillingProfile } from '@/lib/db/purchases-buyers'
import {
  type DocumentAbout,
  findDocumentOfOrder,
  insertDocument,
  isDocumented,
  takeDocumentSequence,
} from '@/lib/db/purchases-documents'
import { findOrder } from '@/lib/db/purchases-orders'
import {
  type DocumentKind,
  type DocumentSnapshot,
  documentKind,
  documentNumber,
  type MoneyDocument,
  snapshotOfOrder,
  snapshotOfPart,
} from '@/lib/domain/purchases/document'
import type { BillingProfile, Order } from '@/lib/domain/purchases/order-model'
import type { SavedCard } from '@/lib/domain/purchases/payment-model'
import type { TaxedAmount } from '@/lib/domain/purchases/tax'
import { notFound } from '@/lib/domain/refusals'
import type { Work } from '../define'

/**
 * Issues the receipt or the invoice of a paid order, once, within the work that made it done: a paid order is never without its document.
 * The caller holds the account's lock. `card` is what paid; null when nobody knows. Says whether it is new.
 */
export async function issueDocument(work: Work, order: Order, card: SavedCard | null): Promise<boolean> {
  const about = { orderId: order.id, refundId: null, disputeId: null }
  const buyer = await buyerOf(work, order)
  const kind = documentKind(order, buyer)
  if (await isDocumented(work.tx, order.accountId, kind, about)) return false
  const { timeZone } = await accountOf(work, order)
  const [grant] = order.grantId === null ? [] : await listGrants(work.tx, order.accountId, [order.grantId])
  const expiresAt = grant?.expiresAt ?? null
  const snapshot = snapshotOfOrder({ order, seller: seller(), buyer, card, expiresAt, timeZone })
  await issue(work, order.accountId, kind, about, snapshot)
  return true
}

/** What a credit note takes back of an order's money, and why. */
export interface Credit extends TaxedAmount {
  readonly accountId: string
  readonly orderId: string
  readonly tokens: bigint
  readonly refundId: string | null
  readonly disputeId: string | null
}

/** Issues the credit note of a refund or of a lost dispute, once, against the order's own document. */
export async function issueCreditNote(work: Work, credit: Credit): Promise<void> {
  await issuePart(work, credit, true)
}

/** Bills again, once, what a refund's credit note took back, when its money came back to the seller. */
export async function issueAgain(work: Work, credit: Credit): Promise<void> {
  await issuePart(work, credit, false)
}

async function issuePart(work: Work, credit: Credit, isCredit: boolean): Promise<void> {
  const { accountId, orderId, refundId, disputeId } = credit
  const whole = await documentOfOrder(work, accountId, orderId)
  const kind = isCredit ? 'credit-note' : whole.kind
  const about = { orderId, refundId, disputeId }
  if (await isDocumented(work.tx, accountId, kind, about)) return
  await issue(work, accountId, kind, about, snapshotOfPart(whole.snapshot, credit, isCredit ? whole.number : null))
}

/** An order that was done before there were documents gets its own first. */
async function documentOfOrder(work: Work, accountId: string, orderId: string): Promise<MoneyDocument> {
  const known = await findDocumentOfOrder(work.tx, accountId, orderId)
  if (known) return known
  const order = await findOrder(work.tx, { accountId, orderId })
  if (order?.state === 'done') await issueDocument(work, order, null)
  const issued = await findDocumentOfOrder(work.tx, accountId, orderId)
  if (!issued) throw new Error(`The order ${orderId} has no document that could be taken back.`)
  return issued
}

async function issue(
  work: Work,
  accountId: string,
  kind: DocumentKind,
  about: DocumentAbout,
  snapshot: DocumentSnapshot,
): Promise<void> {
  const [id, issuedAt] = [work.newId(), work.now]
  const sequence = await takeDocumentSequence(work.tx, kind)
  const number = documentNumber(kind, sequence, issuedAt)
  await insertDocument(work.tx, { accountId, id, kind, sequence, number, ...about, issuedAt, snapshot })
  work.audit({ accountId, subject: `document:${number}`, detail: { ...about, totalCents: `${snapshot.totalCents}` } })
}

/** Who buys, as they stand now; an order that was made before anybody said has the account's name and the country of its tax. */
async function buyerOf(work: Work, order: Order): Promise<BillingProfile> {
  const profile = await findBillingProfile(work.tx, order.accountId)
  if (profile) return profile
  const { name } = await accountOf(work, order)
  return { name, address: '', country: order.tax.country, vatId: null }
}

async function accountOf(work: Work, { accountId }: Order) {
  const account = await findAccountProfile(work.tx, accountId)
  if (!account) throw notFound('account')
  return account
}

function seller(): BillingProfile {
  const { SELLER_NAME: name, SELLER_ADDRESS: address, SELLER_COUNTRY: country, SELLER_VAT_ID: vatId = null } = config()
  return { name, address, country, vatId }
}
