import type { Instant } from '../instants'
import type { Tokens } from '../tokens'
import { type Allowance, type Book, type Grant, SETTLEMENT_ACTOR } from './model'
import { derivedGrantId, periodGrantId, periodStart } from './periods'
import { grantRow, PRIORITY } from './plan-grant'
import type { Draft } from './posting'

/** Moves the unused rest of a plan's grant at its end into a grant of the next period, as far as its rule goes; null when nothing rolls over. */
export function planRollover(book: Book, grant: Grant, at: Instant): Omit<Draft, 'actor' | 'effectiveAt'> | null {
  const room = roomToRollOver(book, grant, at)
  const amount = grant.available < room ? grant.available : room
  if (amount === 0n) return null
  const into = rolloverGrant(book, grant, amount, at)
  return {
    kind: 'rollover',
    newGrants: [into],
    entries: [
      { grantId: grant.id, from: 'available', to: 'rolledOver', amount },
      { grantId: into.id, from: 'issued', to: 'available', amount },
    ],
    reason: `Unused tokens of ${grant.name} rolled over.`,
  }
}

/** How much of the grant may still roll over at the instant: its rule's most, less what has. Never more than there is: rollover mints nothing. */
export function roomToRollOver(book: Book, grant: Grant, at: Instant): Tokens {
  if (grant.rollover === null || rolloverEnd(book, grant) <= at) return 0n
  const { max } = grant.rollover
  if (max === null) return grant.amount - grant.rolledOver
  return max > grant.rolledOver ? max - grant.rolledOver : 0n
}

/** The grant that tokens roll over into: it lasts as long as the period after, keeps their restriction and their cost. */
export function rolloverGrant(
  book: Book,
  grant: Grant,
  amount: Tokens,
  at: Instant,
): NonNullable<Draft['newGrants']>[number] {
  return grantRow(book, {
    id: derivedGrantId(grant.id, book.version + 1n),
    source: 'rollover',
    name: grant.name,
    amount,
    priority: PRIORITY.rollover,
    effectiveAt: at,
    expiresAt: rolloverEnd(book, grant),
    costCents: (grant.costCents * amount) / grant.amount,
    allowedActions: grant.allowedActions,
    originGrantId: grant.id,
    actor: SETTLEMENT_ACTOR,
    reason: 'Unused tokens of a plan roll over into its next period.',
    ...(grant.allowanceId === null ? {} : { allowanceId: grant.allowanceId }),
    ...(grant.periodN === null ? {} : { periodN: grant.periodN + 1 }),
    rollover: grant.rollover?.times === 'unlimited' ? grant.rollover : null,
  })
}

/** The end of the period after the grant's own. */
function rolloverEnd(book: Book, grant: Grant): Instant {
  const allowance = grant.allowanceId === null ? undefined : book.allowances.get(grant.allowanceId)
  if (!allowance || grant.periodN === null) throw new RangeError(`Grant ${grant.id} rolls over, but has no period.`)
  return periodStart(allowance, book.timeZone, grant.periodN + 2)
}

/** The allowance's next period: its grant, and the allowance as it goes on. Only for one that has a next period. */
export function planPeriod(book: Book, allowance: Allowance): { draft: Draft; grantId: string; next: Allowance } {
  const { nextAt: startsAt, nextN: n } = allowance
  if (startsAt === null) throw new RangeError(`Allowance ${allowance.id} has no next period.`)
  const endsAt = periodStart(allowance, book.timeZone, n + 1)
  const grantId = periodGrantId(allowance.id, n)
  const grant = grantRow(book, {
    id: grantId,
    source: 'plan',
    name: allowance.name,
    amount: allowance.amount,
    priority: allowance.priority,
    effectiveAt: startsAt,
    expiresAt: endsAt,
    costCents: allowance.costCents,
    allowedActions: [],
    originGrantId: null,
    actor: allowance.actor,
    reason: allowance.reason,
    allowanceId: allowance.id,
    periodN: n,
    rollover: allowance.rollover,
  })
  const draft: Draft = {
    kind: 'grant',
    newGrants: [grant],
    entries: [{ grantId, from: 'issued', to: 'available', amount: allowance.amount }],
    actor: SETTLEMENT_ACTOR,
    reason: `A period of ${allowance.name} began.`,
    effectiveAt: startsAt,
  }
  return { draft, grantId, next: { ...allowance, nextN: n + 1, nextAt: endsAt } }
}
