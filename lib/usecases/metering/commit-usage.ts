import type { Queryable } from '@/lib/db/client'
import { type KnownKey, listKnownKeys } from '@/lib/db/idempotency'
import { listExistingAccountIds, loadBooks, lockAccounts } from '@/lib/db/ledger'
import { type BookChange, bookWrites } from '@/lib/db/ledger-writes'
import { listCharges } from '@/lib/db/metering'
import { bucketWrites, chargeWrites, type RecordedUsage, refusalWrites, usageKeyWrites } from '@/lib/db/metering-writes'
import { executeTogether } from '@/lib/db/statements'
import { inTransaction } from '@/lib/db/transactions'
import type { Instant } from '@/lib/domain/instants'
import { type Book, NIL_ID, type Transaction } from '@/lib/domain/ledger/model'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { nextInstant } from '@/lib/domain/ledger/posting'
import type { ChargeView, UsageEvent } from '@/lib/domain/metering/model'
import { planUsage } from '@/lib/domain/metering/plan-usage'
import { hourStart, rollUp } from '@/lib/domain/metering/rollup'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { loadRateCards, type RateCards } from '../catalogue/rate-cards'
import type { House } from '../define'

/** What became of one event. */
export type UsageOutcome =
  | { kind: 'charge'; charge: ChargeView; replayed: boolean }
  | { kind: 'refusal'; refusal: Refusal }
  /** Another transaction holds the account: try again. */
  | { kind: 'busy' }

/**
 * Commits many events in one transaction: each has its own key, charge and answer, and one that does not fit fails alone.
 * Accounts that another process holds are skipped (unless `wait`) and answered 'busy'. An answer is true once this returns.
 */
export async function commitUsage(events: readonly UsageEvent[], house: House, wait = false): Promise<UsageOutcome[]> {
  return inTransaction(house.db, async (tx) => {
    const accountIds = [...new Set(events.map((event) => event.accountId))].sort()
    const locked = await lockAccounts(tx, accountIds, !wait)
    const { books, now: databaseNow } = await loadBooks(tx, locked)
    const flush = new Flush(
      books,
      await loadKnown(tx, events, locked),
      await loadRateCards(tx, house.db),
      house,
      house.clock?.() ?? databaseNow,
    )
    const existing = locked.length < accountIds.length ? await listExistingAccountIds(tx, accountIds) : new Set(locked)
    const decisions = events.map((event): Decision => {
      if (books.has(event.accountId)) return flush.take(event)
      return existing.has(event.accountId) ? { kind: 'busy' } : { kind: 'refusal', refusal: notFound('account') }
    })
    await flush.write(tx)
    return flush.answer(tx, decisions)
  })
}

/** Events under the same key meet here: those known from before, and those recorded in this very flush. */
type Known = Map<string, KnownKey>

function keyName({ accountId, source, key }: Pick<UsageEvent, 'accountId' | 'source' | 'key'>): string {
  return JSON.stringify([accountId, source, key])
}

async function loadKnown(tx: Queryable, events: readonly UsageEvent[], locked: readonly string[]): Promise<Known> {
  const known = await listKnownKeys(
    tx,
    events.filter((event) => locked.includes(event.accountId)),
  )
  return new Map(known.map((row) => [keyName(row), row]))
}

/** An outcome, or a charge of an earlier flush that is still to be loaded. */
type Decision = UsageOutcome | { kind: 'earlier'; accountId: string; chargeId: string }

interface OpenBook {
  before: Book
  book: Book
  transactions: Transaction[]
}

class Flush {
  private readonly open = new Map<string, OpenBook>()
  private readonly recorded = new Map<string, RecordedUsage>()
  private readonly refused = new Map<string, { accountId: string; hourAt: Instant; reason: string; refusals: bigint }>()

  constructor(
    private readonly books: ReadonlyMap<string, Book>,
    private readonly known: Known,
    private readonly cards: RateCards,
    private readonly house: House,
    private readonly now: Instant,
  ) {}

  /** Decides on one event and remembers what is to be written. An earlier charge is loaded by `answer`. */
  take(event: UsageEvent): Decision {
    const known = this.known.get(keyName(event))
    if (known) return this.repeat(event, known)
    const open = this.openBook(event.accountId)
    const chargeId = this.house.newId(this.now)
    try {
      const actor = event.apiKeyId === NIL_ID ? 'system:report' : `key:${event.apiKeyId}`
      const planned = planUsage(open.book, event, this.cards.inForceAt(event.occurredAt), chargeId, actor, this.now)
      open.book = planned.book
      if (planned.transaction) open.transactions.push(planned.transaction)
      this.record(event, planned.charge)
      return { kind: 'charge', charge: planned.charge, replayed: false }
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      this.countRefusal(event.accountId, refusal.kind)
      return { kind: 'refusal', refusal }
    }
  }

  async write(tx: Queryable): Promise<void> {
    const changes: BookChange[] = [...this.open.values()].map(({ before, book, transactions }) => ({
      before,
      after: book,
      transactions,
    }))
    const recorded = [...this.recorded.values()]
    const charges = recorded.map((row) => row.charge)
    await executeTogether(tx, [
      ...bookWrites(changes),
      ...chargeWrites(charges),
      ...usageKeyWrites(recorded),
      ...bucketWrites(rollUp(charges)),
      ...refusalWrites([...this.refused.values()]),
    ])
  }

  /** Loads the charges that were recorded before this flush. */
  async answer(tx: Queryable, decisions: readonly Decision[]): Promise<UsageOutcome[]> {
    const earlier = decisions.flatMap((decision) => (decision.kind === 'earlier' ? [decision] : []))
    const ids = earlier.map((decision) => decision.chargeId)
    const charges =
      ids.length === 0
        ? []
        : await listCharges(
            tx,
            earlier.map((decision) => decision.accountId),
            ids,
            this.cards.byVersion,
          )
    const byId = new Map(charges.map((charge) => [charge.id, charge]))
    return decisions.map((decision): UsageOutcome => {
      if (decision.kind !== 'earlier') return decision
      const charge = byId.get(decision.chargeId)
      if (!charge) throw new Error(`The key of charge ${decision.chargeId} is known, but the charge is not there.`)
      return { kind: 'charge', charge, replayed: true }
    })
  }

  private openBook(accountId: string): OpenBook {
    const opened = this.open.get(accountId)
    if (opened) return opened
    const before = this.books.get(accountId)
    if (!before) throw new Error(`Account ${accountId} is not locked.`)
    const open = { before, ...planSettlement(before, nextInstant(before, this.now)) }
    this.open.set(accountId, open)
    return open
  }

  private record(event: UsageEvent, charge: ChargeView): void {
    this.recorded.set(charge.id, { charge, fingerprint: event.fingerprint })
    this.known.set(keyName(event), { ...event, seq: charge.seq, chargeId: charge.id })
  }

  private repeat(event: UsageEvent, known: KnownKey): Decision {
    if (known.fingerprint !== event.fingerprint || known.chargeId === null)
      return { kind: 'refusal', refusal: keyReused(event) }
    const charge = this.recorded.get(known.chargeId)?.charge
    return charge
      ? { kind: 'charge', charge, replayed: true }
      : { kind: 'earlier', accountId: event.accountId, chargeId: known.chargeId }
  }

  private countRefusal(accountId: string, reason: string): void {
    const id = `${accountId}|${reason}`
    const row = this.refused.get(id) ?? { accountId, hourAt: hourStart(this.now), reason, refusals: 0n }
    this.refused.set(id, { ...row, refusals: row.refusals + 1n })
  }
}

function keyReused(event: UsageEvent): Refusal {
  return new Refusal('key-reused', {
    detail: `The event id "${event.key}" was used before for another event. Nothing was charged. Give each event an id of its own.`,
    faults: [{ pointer: '/id', code: 'key-reused', message: 'Send a new id, or exactly the same event.' }],
  })
}
