import { DAY, type Instant } from '../instants'
import type { Entry, Grant } from '../ledger/model'
import type { Draft } from '../ledger/posting'
import type { Tokens } from '../tokens'
import type { Order } from './order-model'
import type { DisputeState, OrderDispute } from './refund-model'
import type { TaxedAmount } from './tax'

/** How long tokens stay valid at least that come back when a dispute was decided for the buyer's seller. */
const RETURNED_LAST: Instant = 30n * DAY

/** What a dispute becomes, given what the provider says: what was decided stays so, whatever comes late. */
export function disputeTransition(was: DisputeState | null, told: DisputeState): DisputeState {
  return was === null || was === 'open' ? told : was
}

export interface ClawBack {
  /** Null when there is nothing to take. */
  readonly draft: Draft | null
  readonly revoked: Tokens
  readonly debt: Tokens
}

/**
 * Takes an order's tokens back whose payment was: what is unspent is revoked, what was spent or is set aside for running work becomes debt,
 * whatever the account's debt limit. What a refund has set aside, `refunding`, is the refund's.
 */
export function planClawBack(
  grant: Pick<Grant, 'id' | 'available' | 'pending' | 'held' | 'spent'>,
  refunding: Tokens,
  { actor, disputeId }: { actor: string; disputeId: string },
): ClawBack {
  const revoked = grant.available + grant.pending
  const debt = grant.spent + grant.held - refunding
  const moves: Entry[] = [
    { grantId: grant.id, from: 'available', to: 'revoked', amount: grant.available },
    { grantId: grant.id, from: 'pending', to: 'revoked', amount: grant.pending },
    { grantId: null, from: 'settled', to: 'debt', amount: debt },
  ]
  const entries = moves.filter(({ amount }) => amount > 0n)
  const reason = `The payment was disputed (${disputeId}).`
  return { draft: entries.length === 0 ? null : { kind: 'revoke', entries, actor, reason }, revoked, debt }
}

/** The tokens that come back when a dispute is won, at what they cost, valid as long as before and for 30 days at least. */
export function returnedTokens(
  { revoked, debt }: Pick<OrderDispute, 'revoked' | 'debt'>,
  grant: Pick<Grant, 'amount' | 'costCents' | 'expiresAt'>,
  now: Instant,
): { amount: Tokens; costCents: bigint; expiresAt: Instant | null } {
  const amount = revoked + debt
  return { amount, costCents: (grant.costCents * amount) / grant.amount, expiresAt: lastingFrom(grant.expiresAt, now) }
}

/** Until when tokens that come back are valid: as before, and for 30 days at least; null for ever. */
export function lastingFrom(expiresAt: Instant | null, now: Instant): Instant | null {
  const least = now + RETURNED_LAST
  return expiresAt === null || expiresAt > least ? expiresAt : least
}

/** The part of an order's money that a bank took for good: never more than is left of what was paid. */
export function lostMoney(order: Order, amountCents: bigint, refunded: TaxedAmount): TaxedAmount {
  const left = order.totalCents - refunded.totalCents
  const totalCents = amountCents < left ? amountCents : left
  if (totalCents === left) {
    return { totalCents, netCents: order.netCents - refunded.netCents, taxCents: order.taxCents - refunded.taxCents }
  }
  const taxCents = (order.taxCents * totalCents) / order.totalCents
  return { netCents: totalCents - taxCents, taxCents, totalCents }
}
