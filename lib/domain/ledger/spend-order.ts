import type { Instant } from '../instants'
import type { Grant } from './model'

/** Far after any expiry: what never expires is spent last among equals. */
const NEVER = 1n << 62n

/**
 * The spend order, as the customer is shown it and as the ledger runs it:
 * priority, then soonest expiry, then free before paid, then oldest.
 */
export function compareSpendOrder(a: Grant, b: Grant): number {
  return (
    a.priority - b.priority ||
    compare(a.expiresAt ?? NEVER, b.expiresAt ?? NEVER) ||
    Number(a.costCents > 0n) - Number(b.costCents > 0n) ||
    compare(a.effectiveAt, b.effectiveAt) ||
    compare(a.createdSeq, b.createdSeq) ||
    (a.id < b.id ? -1 : 1)
  )
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether the grant may pay for the action at the instant. A null action stands for spending that no restricted grant may serve. */
export function serves(grant: Grant, action: string | null, at: Instant): boolean {
  return (
    grant.available > 0n &&
    grant.effectiveAt <= at &&
    (grant.expiresAt === null || at < grant.expiresAt) &&
    isFor(grant, action)
  )
}

/** Whether the grant is for the action, now or ever. */
export function isFor(grant: Grant, action: string | null): boolean {
  return grant.allowedActions.length === 0 || (action !== null && grant.allowedActions.includes(action))
}

/** The grants that may pay for the action at the instant, first spent first. */
export function inSpendOrder(grants: Iterable<Grant>, action: string | null, at: Instant): Grant[] {
  return [...grants].filter((grant) => serves(grant, action, at)).sort(compareSpendOrder)
}
