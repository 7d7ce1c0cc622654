import { insertOutboxEvents } from '@/lib/db/audit'
import { listPacks } from '@/lib/db/catalogue-plans'
import type { Queryable } from '@/lib/db/client'
import { type KeyName, type KnownKey, listKnownKeys } from '@/lib/db/idempotency'
import { listExistingAccountIds, loadBooks, lockAccounts } from '@/lib/db/ledger'
import { bookWrites } from '@/lib/db/ledger-writes'
import { listCharges } from '@/lib/db/metering'
import { holdWrites, listHolds } from '@/lib/db/metering-holds'
import { bucketWrites, chargeWrites, keyWrites, refusalWrites } from '@/lib/db/metering-writes'
import { executeTogether } from '@/lib/db/statements'
import { inTransaction } from '@/lib/db/transactions'
import { rollUp } from '@/lib/domain/metering/rollup'
import { notFound } from '@/lib/domain/refusals'
import { loadRateCards } from '../catalogue/rate-cards'
import type { House } from '../define'
import { crossedBudgets, limitWrites, loadAccountLimits } from './account-limits'
import { type Decision, Flush, type Loaded } from './flush'
import { holdSource, type Operation, type SettledOutcome } from './operations'
import { withWaysPast } from './ways-past'

/** What became of one operation; 'busy' when another transaction holds the account: try again. */
export type Outcome = SettledOutcome | { kind: 'busy' }

/**
 * Commits many operations in one transaction: each has its own key and answer, and one that does not fit fails alone.
 * Accounts that another process holds are skipped (unless `wait`) and answered 'busy'. An answer is true once this returns.
 */
export async function commitOperations(
  operations: readonly Operation[],
  house: House,
  wait = false,
): Promise<Outcome[]> {
  return inTransaction(house.db, async (tx) => {
    const accountIds = [...new Set(operations.map(({ request }) => request.accountId))].sort()
    const locked = await lockAccounts(tx, accountIds, !wait)
    const loaded = await load(tx, operations, locked, house)
    const existing = locked.length < accountIds.length ? await listExistingAccountIds(tx, accountIds) : new Set(locked)
    const flush = new Flush(loaded, house)
    const decisions = operations.map((operation): Decision | { kind: 'busy' } => {
      const { accountId } = operation.request
      if (loaded.books.has(accountId)) return flush.take(operation)
      return existing.has(accountId) ? { kind: 'busy' } : { kind: 'refusal', refusal: notFound('account') }
    })
    await write(tx, flush, house)
    return answer(tx, operations, decisions, flush, loaded)
  })
}

async function load(
  tx: Queryable,
  operations: readonly Operation[],
  locked: readonly string[],
  house: House,
): Promise<Loaded> {
  const { books, now: databaseNow } = await loadBooks(tx, locked)
  const now = house.clock?.() ?? databaseNow
  const open = operations.filter(({ request }) => books.has(request.accountId))
  return {
    books,
    now,
    limits: await loadAccountLimits(tx, books, now),
    known: await loadKnown(tx, open),
    holds: await loadHolds(tx, open),
    cards: await loadRateCards(tx, house.db),
  }
}

/** The keys of usage and holds; a hold must not share its name with work that is charged already. */
async function loadKnown(tx: Queryable, operations: readonly Operation[]): Promise<KnownKey[]> {
  const names = operations.flatMap((operation): KeyName[] => {
    if (operation.kind === 'usage') return [operation.request]
    if (operation.kind !== 'hold') return []
    return [operation.request, { ...operation.request, source: holdSource(operation.request.source) }]
  })
  return names.length === 0 ? [] : listKnownKeys(tx, names)
}

async function loadHolds(tx: Queryable, operations: readonly Operation[]) {
  const named = operations.flatMap((operation) =>
    operation.kind === 'capture' || operation.kind === 'release' ? [operation.request] : [],
  )
  if (named.length === 0) return []
  return listHolds(
    tx,
    named.map(({ accountId }) => accountId),
    named.map(({ holdId }) => holdId),
  )
}

async function write(tx: Queryable, flush: Flush, house: House): Promise<void> {
  const accounts = [...flush.accounts.values()]
  const charges = [...flush.charges.values()]
  await executeTogether(tx, [
    ...bookWrites(accounts.map(({ open }) => open)),
    ...holdWrites([...flush.openedHolds.values()]),
    ...chargeWrites(charges),
    ...keyWrites(flush.keys),
    ...bucketWrites(rollUp(charges)),
    ...refusalWrites(flush.refusals.rows),
    ...limitWrites(accounts),
  ])
  const crossed = crossedBudgets(accounts, house)
  if (crossed.length > 0) await insertOutboxEvents(tx, crossed)
}

/** Loads what was recorded before this flush, and what would help who lacks tokens. */
async function answer(
  tx: Queryable,
  operations: readonly Operation[],
  decisions: readonly (Decision | { kind: 'busy' })[],
  flush: Flush,
  { books, cards }: Loaded,
): Promise<Outcome[]> {
  const earlier = decisions.flatMap((decision) => (decision.kind === 'earlier-charge' ? [decision] : []))
  const [accountIds, chargeIds] = [earlier.map((one) => one.accountId), earlier.map((one) => one.chargeId)]
  const charges = earlier.length === 0 ? [] : await listCharges(tx, accountIds, chargeIds, cards.byVersion)
  const held = decisions.flatMap((decision) => (decision.kind === 'earlier-hold' ? [decision] : []))
  const [holders, holdIds] = [held.map((one) => one.accountId), held.map((one) => one.holdId)]
  const holds = held.length === 0 ? [] : await listHolds(tx, holders, holdIds)
  const lacks = decisions.some(
    (decision) => decision.kind === 'refusal' && decision.refusal.kind === 'insufficient-tokens',
  )
  const packs = lacks ? await listPacks(tx) : []
  return decisions.map((decision, i): Outcome => {
    if (decision.kind === 'earlier-charge') {
      const charge = charges.find(({ id }) => id === decision.chargeId)
      if (!charge) throw new Error(`The key of charge ${decision.chargeId} is known, but the charge is not there.`)
      const recorded = { charge, replayed: true, advice: flush.adviceFor(charge) }
      return decision.hold ? { kind: 'capture', hold: decision.hold, ...recorded } : { kind: 'charge', ...recorded }
    }
    if (decision.kind === 'earlier-hold') {
      const hold = holds.find(({ view }) => view.id === decision.holdId)?.view
      if (!hold) throw new Error(`The key of hold ${decision.holdId} is known, but the hold is not there.`)
      return { kind: 'hold', hold, replayed: true, advice: flush.adviceFor(hold) }
    }
    const accountId = operations[i]?.request.accountId ?? ''
    const book = books.get(accountId)
    return decision.kind === 'refusal' && book
      ? { kind: 'refusal', refusal: withWaysPast(decision.refusal, packs, book) }
      : decision
  })
}
