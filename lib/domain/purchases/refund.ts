import { DAY, type Instant } from '../instants'
import type { Grant } from '../ledger/model'
import type { Tokens } from '../tokens'
import type { DocumentHead } from './document'
import type { Order, OrderKind } from './order-model'
import type { OrderAftermath, RefundState, ToldOfRefund } from './refund-model'
import type { TaxedAmount } from './tax'

/** What is sold for good with its order: tokens that are there at once. Plans end otherwise. */
const REFUNDABLE: readonly OrderKind[] = ['pack', 'amount', 'top-up']

/** Why an order is not refunded, the first reason of several. */
export type RefundObstacle = 'not-done' | 'other-kind' | 'disputed' | 'refunded' | 'nothing-left' | 'too-late'

/** What an order's tokens are worth now, and whether its buyer may have that back. */
export interface RefundOffer extends TaxedAmount {
  /** Unspent and free: these are refunded. */
  readonly tokens: Tokens
  /** All that was bought. */
  readonly bought: Tokens
  /** Set aside for running work, and used: neither is refunded. */
  readonly held: Tokens
  readonly spent: Tokens
  /** The first moment at which it is too late; null before the order is done. */
  readonly until: Instant | null
  readonly obstacle: RefundObstacle | null
}

/** What became of an order, its documents, and what it would be refunded for now. */
export interface OrderAfterwards extends OrderAftermath {
  readonly documents: readonly DocumentHead[]
  readonly offer: RefundOffer
}

/** The same with the account as it is now, for the page on which an order is refunded. */
export interface RefundView extends OrderAfterwards {
  readonly order: Order
  readonly available: Tokens
  readonly timeZone: string
  readonly asOf: Instant
}

/**
 * What is refunded of an order: the unspent tokens of its own grant at what they cost, net and tax each, as long as the order says. Cents
 * are counted as the difference of what all refunds until now and with this one come to, each rounded down: their sum is never above what was paid.
 */
export function refundOf(
  order: Order,
  grant: Pick<Grant, 'amount' | 'available' | 'held' | 'spent' | 'refunded'> | null,
  { refunds, disputes }: OrderAftermath,
  now: Instant,
): RefundOffer {
  const { available: tokens, held, spent, refunded, amount: bought } = grant ?? NOTHING
  const part = (cents: bigint) =>
    bought === 0n ? 0n : (cents * (refunded + tokens)) / bought - (cents * refunded) / bought
  const [netCents, taxCents] = [part(order.netCents), part(order.taxCents)]
  const totalCents = netCents + taxCents
  const until = order.settledAt === null ? null : order.settledAt + BigInt(order.refundDays) * DAY
  const obstacle = firstTrue([
    ['not-done', order.state !== 'done' || grant === null],
    ['other-kind', !REFUNDABLE.includes(order.kind)],
    ['disputed', disputes.some(({ state }) => state !== 'won')],
    ['refunded', refunds.some(({ state }) => state !== 'failed')],
    // A won dispute gave the tokens back as a grant of its own.
    ['nothing-left', tokens === 0n || totalCents === 0n],
    ['too-late', until === null || now >= until],
  ])
  return { tokens, bought, held, spent, netCents, taxCents, totalCents, until, obstacle }
}

const NOTHING = { available: 0n, held: 0n, spent: 0n, refunded: 0n, amount: 0n }

function firstTrue<T extends string>(facts: readonly (readonly [T, boolean])[]): T | null {
  return facts.find(([, isSo]) => isSo)?.[0] ?? null
}

/** What a refund becomes, given what the provider says. Money that was paid back may still come back to the seller; nothing else is undone. */
export function refundTransition(state: RefundState, { status }: Pick<ToldOfRefund, 'status'>): RefundState {
  const hasFailed = status === 'failed' || status === 'canceled'
  if (state === 'pending') return hasFailed ? 'failed' : status === 'succeeded' ? 'done' : 'pending'
  return state === 'done' && hasFailed ? 'undone' : state
}
