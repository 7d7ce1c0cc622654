import { z } from 'zod'
import { type Instant, instantToIso } from '../instants'
import type { Tokens } from '../tokens'
import type { BillingProfile, Order, OrderKind } from './order-model'
import type { SavedCard } from './payment-model'
import type { TaxedAmount } from './tax'

export const DOCUMENT_KINDS = ['receipt', 'invoice', 'credit-note'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

const LETTERS = { receipt: 'R', invoice: 'I', 'credit-note': 'C' } as const satisfies Record<DocumentKind, string>

/** Billed while the buyer is not at the page. */
const BILLED_ALONE: readonly OrderKind[] = ['top-up', 'renewal', 'usage']

const Amount = z.string().regex(/^\d+$/).transform(BigInt)
const Party = z.object({ name: z.string(), address: z.string(), country: z.string(), vatId: z.string().nullable() })

/** All that a document says, as it was when it was issued. Money in minor units, tokens in thousandths, instants in microseconds. */
export const DocumentSnapshot = z.object({
  seller: Party,
  buyer: Party,
  lines: z.array(
    z.object({
      name: z.string(),
      tokens: Amount,
      netCents: Amount,
      /** Of what was ordered: the price per 1,000 follows from them, also where a part is credited. */
      priceCents: Amount,
      priceTokens: Amount,
      expiresAt: Amount.nullable(),
    }),
  ),
  tax: z.object({ rule: z.enum(['rate', 'reverse-charge', 'outside']), rateBasis: z.int(), country: z.string() }),
  netCents: Amount,
  taxCents: Amount,
  totalCents: Amount,
  currency: z.string(),
  card: z.object({ brand: z.string(), lastFour: z.string() }).nullable(),
  orderId: z.string(),
  orderedAt: Amount,
  paymentId: z.string().nullable(),
  /** The number of the document that this one takes back in part. */
  corrects: z.string().nullable(),
  /** The account's: its days are the document's. */
  timeZone: z.string(),
})
export type DocumentSnapshot = z.output<typeof DocumentSnapshot>

/** A document as lists show it. */
export interface DocumentHead extends TaxedAmount {
  readonly accountId: string
  readonly id: string
  readonly kind: DocumentKind
  readonly number: string
  readonly orderId: string
  readonly refundId: string | null
  readonly disputeId: string | null
  readonly issuedAt: Instant
  readonly currency: string
}

export interface MoneyDocument extends DocumentHead {
  readonly snapshot: DocumentSnapshot
}

/** A paid order has an invoice when a business buys or nobody is at the page, else a receipt. */
export function documentKind(
  { kind }: Pick<Order, 'kind'>,
  { vatId }: Pick<BillingProfile, 'vatId'>,
): 'receipt' | 'invoice' {
  return vatId !== null || BILLED_ALONE.includes(kind) ? 'invoice' : 'receipt'
}

/** Such as "R-2026-000001". The numbers of a kind have no gaps and go on from year to year. */
export function documentNumber(kind: DocumentKind, sequence: bigint, issuedAt: Instant): string {
  return `${LETTERS[kind]}-${instantToIso(issuedAt).slice(0, 4)}-${`${sequence}`.padStart(6, '0')}`
}

export interface DocumentFacts {
  readonly order: Order
  readonly seller: BillingProfile
  readonly buyer: BillingProfile
  readonly card: Pick<SavedCard, 'brand' | 'lastFour'> | null
  /** When what was bought expires; null when it does not, or nothing was brought yet. */
  readonly expiresAt: Instant | null
  readonly timeZone: string
}

/** What the document of a paid order says. */
export function snapshotOfOrder({ order, card, expiresAt, ...parties }: DocumentFacts): DocumentSnapshot {
  const { name, tokens, netCents, taxCents, totalCents, currency, tax, id, createdAt, paymentId } = order
  return {
    ...parties,
    lines: [{ name, tokens, netCents, priceCents: netCents, priceTokens: tokens, expiresAt }],
    tax,
    netCents,
    taxCents,
    totalCents,
    currency,
    card: card && { brand: card.brand, lastFour: card.lastFour },
    orderId: id,
    orderedAt: createdAt,
    paymentId,
    corrects: null,
  }
}

/** What is said of a part of a document: the tokens and the money of the part. `corrects` is null where the part is billed again. */
export function snapshotOfPart(
  whole: DocumentSnapshot,
  part: TaxedAmount & { readonly tokens: Tokens },
  corrects: string | null,
): DocumentSnapshot {
  const { tokens, netCents, taxCents, totalCents } = part
  const lines = whole.lines.slice(0, 1).map((line) => ({ ...line, tokens, netCents }))
  return { ...whole, lines, netCents, taxCents, totalCents, corrects }
}
