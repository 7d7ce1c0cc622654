import { expect } from 'vitest'
import { findBook, listGrants } from '@/lib/db/ledger'
import type { Grant } from '@/lib/domain/ledger/model'
import { nextEventAt } from '@/lib/domain/ledger/plan-settlement'
import { Refusal } from '@/lib/domain/refusals'
import type { House } from '@/lib/usecases/define'
import type { TestClock } from './house'
import type { ReferenceGrant } from './reference-grants'
import type { ReferenceLedger, ReferenceOutcome } from './reference-ledger'

/** The account in PostgreSQL that the reference stands beside. */
export interface RealLedger {
  house: House
  clock: TestClock
  accountId: string
  /** Ids of the holds, in the order in which they were opened. */
  holds: string[]
  deeds: number
}

/** What became of a deed in PostgreSQL, in the reference's words. */
export async function outcomeOf(deed: Promise<unknown>): Promise<string> {
  try {
    await deed
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.kind
    throw error
  }
}

/** Both must have said the same, and stand where the other stands: totals, what comes next, every grant, every hold. */
export async function expectSame(
  model: ReferenceLedger,
  real: RealLedger,
  said: string = 'done',
  modelled: ReferenceOutcome = 'done',
): Promise<void> {
  expect(said).toBe(modelled)
  const book = await findBook(real.house.db, real.accountId)
  const sum = (of: (grant: ReferenceGrant) => number) => model.grants.reduce((total, grant) => total + of(grant), 0)
  const next = book && nextEventAt(book)
  expect({
    version: Number(book?.version),
    available: whole(book?.available),
    held: whole(book?.held),
    debt: whole(book?.debt),
    next: next === null ? Infinity : Number(next),
  }).toEqual({
    version: model.version,
    available: sum((grant) => grant.left),
    held: sum((grant) => grant.held),
    debt: model.debt,
    next: model.nextDue,
  })
  expect(byTerms((await storedGrants(real)).map(inTokens))).toEqual(byTerms(model.grants.map(modelledGrant)))
  expect(await storedHolds(real)).toEqual(
    model.holds.map(({ state, captured, tokens }) => [state, captured, state === 'open' ? 0 : tokens - captured]),
  )
}

type Row = { terms: string; buckets: number[] }

/** Grants of the same terms are one: which of them gave which token cannot be told, and need not be. */
function byTerms(rows: Row[]): Record<string, number[]> {
  const sums: Record<string, number[]> = {}
  for (const { terms, buckets } of rows) sums[terms] = buckets.map((amount, i) => amount + (sums[terms]?.[i] ?? 0))
  return sums
}

function modelledGrant(grant: ReferenceGrant): Row {
  const { priority, effectiveAt, expiresAt, cost, actions, period, rollover } = grant
  const rule = rollover && [rollover.again, rollover.max]
  const { amount, pending, left, held, spent, expired, revoked, moved } = grant
  return {
    terms: JSON.stringify([priority, effectiveAt, expiresAt, actions, period, rule]),
    buckets: [amount, cost, pending, left, held, spent, expired, revoked, moved],
  }
}

function inTokens(grant: Grant): Row {
  const { priority, effectiveAt, expiresAt, allowedActions, periodN, rollover } = grant
  const { amount, pending, available, held, spent, expired, revoked, rolledOver, costCents } = grant
  const max = rollover?.max
  const rule = rollover && [rollover.times === 'unlimited', max === null || max === undefined ? Infinity : whole(max)]
  return {
    terms: JSON.stringify([priority, Number(effectiveAt), Number(expiresAt), allowedActions, periodN ?? -1, rule]),
    buckets: [
      whole(amount),
      Number(costCents),
      ...[pending, available, held, spent, expired, revoked, rolledOver].map(whole),
    ],
  }
}

async function storedGrants({ house, accountId }: RealLedger): Promise<Grant[]> {
  const rows = await house.db.grant.findMany({ where: { accountId }, select: { id: true } })
  return listGrants(
    house.db,
    accountId,
    rows.map(({ id }) => id),
  )
}

async function storedHolds({ house, accountId, holds }: RealLedger) {
  const rows = await house.db.hold.findMany({ where: { accountId } })
  return holds.map((id) => {
    const row = rows.find((one) => one.id === id)
    return row && [row.state, whole(row.captured), whole(row.returned)]
  })
}

function whole(amount: bigint | undefined): number {
  return Number(amount ?? 0n) / 1000
}
