import { DAY, type Instant } from '../instants'
import { Refusal } from '../refusals'
import type { Tokens } from '../tokens'
import type { Book, Entry, Grant, Transaction } from './model'
import { grantRow, type NewGrant, PRIORITY } from './plan-grant'
import type { Draft } from './posting'

/** How long tokens stay valid that come back after their own grant has lapsed. */
export const RETURNED_TOKENS_LAST: Instant = 30n * DAY

/** Who reverses, and why. */
export interface By {
  actor: string
  reason: string
}

/**
 * Mirrors one transaction, once. A charge's tokens go back to the grants that paid; what belonged to a grant that has lapsed
 * meanwhile, or to a debt that has been paid since, comes back as a new grant valid for 30 days. A grant's tokens are revoked
 * as far as they are unspent. The book must hold every grant of the transaction.
 */
export function planReversal(book: Book, reversed: Transaction, by: By, newId: () => string, now: Instant): Draft {
  if (reversed.kind === 'charge' || reversed.kind === 'capture' || isRemoval(reversed)) {
    return returnTokens(book, reversed, by, newId, now)
  }
  const takesBack = reversed.kind === 'grant' || reversed.kind === 'adjustment'
  if (!takesBack || reversed.entries.some((entry) => entry.from === 'pending')) {
    throw new Refusal('not-reversible', {
      detail: `A transaction of kind "${reversed.kind}" cannot be reversed. Post an adjustment instead.`,
    })
  }
  return revokeRest(book, reversed, by)
}

/** Tokens of the reversed transaction that could not be taken back, because they were spent or gone already. */
export function reversalShortfall(reversed: Transaction, reversal: Transaction): Tokens {
  return reversed.amount - reversal.amount
}

function isRemoval(reversed: Transaction): boolean {
  return reversed.kind === 'adjustment' && reversed.entries.every((entry) => entry.to === 'revoked')
}

function returnTokens(book: Book, reversed: Transaction, by: By, newId: () => string, now: Instant): Draft {
  const entries: Entry[] = []
  const newGrants: NewGrant[] = []
  const comeBack = (amount: Tokens, origin: Grant | null) => {
    const grant = returnedGrant(newId(), amount, origin, by, now)
    newGrants.push(grant)
    entries.push({ grantId: grant.id, from: 'issued', to: 'available', amount })
  }
  let debtLeft = book.debt
  for (const { grantId, to, amount } of reversed.entries) {
    if (grantId === null) {
      const owed = amount < debtLeft ? amount : debtLeft
      debtLeft -= owed
      if (owed > 0n) entries.push({ grantId: null, from: 'debt', to: 'settled', amount: owed })
      if (amount > owed) comeBack(amount - owed, null)
      continue
    }
    const grant = grantInBook(book, grantId)
    const lapsed = grant.expiresAt !== null && grant.expiresAt <= now
    entries.push({ grantId, from: to, to: lapsed ? 'rolledOver' : 'available', amount })
    if (lapsed) comeBack(amount, grant)
  }
  return {
    kind: 'reversal',
    reverses: reversed.seq,
    newGrants: newGrants.map((grant) => grantRow(book, grant)),
    entries,
    ...by,
  }
}

/** Keeps the lapsed grant's restriction and its cost basis, floored. */
function returnedGrant(id: string, amount: Tokens, origin: Grant | null, by: By, now: Instant): NewGrant {
  return {
    id,
    source: 'refund',
    name: 'Returned tokens',
    amount,
    priority: PRIORITY.refund,
    effectiveAt: now,
    expiresAt: now + RETURNED_TOKENS_LAST,
    costCents: origin ? (origin.costCents * amount) / origin.amount : 0n,
    allowedActions: origin?.allowedActions ?? [],
    originGrantId: origin?.id ?? null,
    ...by,
  }
}

function grantInBook(book: Book, grantId: string): Grant {
  const grant = book.grants.get(grantId)
  if (!grant) throw new RangeError(`Reversal touches grant ${grantId}, which is not in the book.`)
  return grant
}

function revokeRest(book: Book, reversed: Transaction, by: By): Draft {
  const entries = reversed.entries.flatMap((entry): Entry[] => {
    const grant = entry.grantId === null ? undefined : book.grants.get(entry.grantId)
    if (!grant) return []
    const bucket = grant.pending > 0n ? 'pending' : 'available'
    return grant[bucket] > 0n ? [{ grantId: grant.id, from: bucket, to: 'revoked', amount: grant[bucket] }] : []
  })
  if (entries.length === 0) {
    throw new Refusal('not-reversible', {
      detail: 'Nothing of that grant is left to take back: it is spent, expired or revoked already.',
    })
  }
  return { kind: 'reversal', reverses: reversed.seq, entries, ...by }
}
