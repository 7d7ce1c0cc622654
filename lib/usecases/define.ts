import { v7 } from 'uuid'
import type { z } from 'zod'
import { insertAuditEntries, insertOutboxEvents } from '@/lib/db/audit'
import { type Database, database, type Queryable } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { inSnapshot, inTransaction } from '@/lib/db/transactions'
import { actorOf, type Caller } from '@/lib/domain/access/callers'
import type { AuditNote, OutboxNote } from '@/lib/domain/audit/model'
import { type Instant, instantToMillis } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { Refusal } from '@/lib/domain/refusals'
import type { Allow } from './allow'
import { parseInput } from './parse-input'

/** What the outside hands in: the database, the clock and the maker of ids. Tests and the demo story hand in their own. */
export interface House {
  db: Database
  /** Null takes the database's clock, under the lock. */
  clock: (() => Instant) | null
  newId: (at: Instant) => string
  /** The payments provider, where it is another than the process's own. */
  payments?: Payments
}

let last = { msecs: 0, seq: 0 }

/** A UUIDv7 of the instant. Ids of one millisecond rise in the order in which they were made, so that lists by id are lists by time. */
export function newId(at: Instant): string {
  const msecs = instantToMillis(at)
  last = { msecs, seq: last.msecs === msecs ? last.seq + 1 : 0 }
  return v7(last)
}

const shared = globalThis as { comptoirHouse?: House }

/** The process's own house: one, since the group commit's queue belongs to it. */
export function theHouse(): House {
  shared.comptoirHouse ??= { db: database(), clock: null, newId }
  return shared.comptoirHouse
}

/** What a use case runs with. Everything goes through `tx`, so that the deed, its audit row and its events are one. */
export interface Work<C extends Caller = Caller> {
  tx: Queryable
  caller: C
  /** The caller as it is written in the books. */
  actor: string
  now: Instant
  newId: () => string
  house: House
  audit: (note: AuditNote) => void
  emit: (note: OutboxNote) => void
  /** Says that nothing was changed after all (a repetition under its key), so that no audit row is owed. */
  unchanged: () => void
}

interface Definition<S extends z.ZodType, T, C extends Caller> {
  /** "area.verb", as the audit log has it. */
  name: string
  input: S
  allow: Allow<C>
  run: (input: z.output<S>, work: Work<C>) => Promise<T>
}

interface WriteDefinition<S extends z.ZodType, T, C extends Caller> extends Definition<S, T, C> {
  /** All that it does is under a key, so it may be done again when the answer to its COMMIT is lost. */
  isSafeTwice?: boolean
}

/** A use case as every door calls it: page, action, API route, job, webhook. */
export type Usecase<S extends z.ZodType, T> = (caller: Caller, input: z.input<S>, house?: House) => Promise<T>

/**
 * A verb that changes something: authorises the caller, parses the input, opens the transaction, runs, writes the audit rows
 * and the outbox rows in the same transaction, commits. A write that notes nothing for the audit log is a defect and throws.
 */
export function defineUsecase<S extends z.ZodType, T, C extends Caller>(
  definition: WriteDefinition<S, T, C>,
): Usecase<S, T> {
  return async (caller, rawInput, house = theHouse()) => {
    const allowed = definition.allow(caller, rawInput)
    const input = parseInput(definition.input, rawInput)
    const run = async (tx: Queryable) => {
      const work = await begin(tx, allowed, house)
      const result = await definition.run(input, work)
      await finish(tx, definition.name, work)
      return result
    }
    return inTransaction(house.db, run, definition.isSafeTwice ?? false)
  }
}

/** A verb that only reads, in one snapshot: no audit row. `secondsMax` is for what reads whole tables. */
export function defineQuery<S extends z.ZodType, T, C extends Caller>(
  definition: Definition<S, T, C> & { secondsMax?: number },
): Usecase<S, T> {
  return async (caller, rawInput, house = theHouse()) => {
    const allowed = definition.allow(caller, rawInput)
    const input = parseInput(definition.input, rawInput)
    const work = async (tx: Queryable) => definition.run(input, await begin(tx, allowed, house))
    return inSnapshot(house.db, work, definition.secondsMax)
  }
}

/**
 * A verb that opens no transaction of its own: events of the hot path join the group commit, whose rows are their record; a read
 * of one statement is its own snapshot; a verb of several steps calls other verbs.
 */
export function defineDirect<S extends z.ZodType, T, C extends Caller>(
  definition: Omit<Definition<S, T, C>, 'run'> & { run: (input: z.output<S>, caller: C, house: House) => Promise<T> },
): Usecase<S, T> {
  return async (caller, rawInput, house = theHouse()) => {
    const allowed = definition.allow(caller, rawInput)
    return definition.run(parseInput(definition.input, rawInput), allowed, house)
  }
}

interface Begun<C extends Caller> extends Work<C> {
  audited: AuditNote[]
  emitted: OutboxNote[]
  changed: boolean
}

async function begin<C extends Caller>(tx: Queryable, caller: C, house: House): Promise<Begun<C>> {
  const now = house.clock ? house.clock() : await databaseNow(tx)
  const audited: AuditNote[] = []
  const emitted: OutboxNote[] = []
  const work: Begun<C> = {
    tx,
    caller,
    actor: actorOf(caller),
    now,
    newId: () => house.newId(now),
    house,
    audited,
    emitted,
    audit: (note) => audited.push(note),
    emit: (note) => emitted.push(note),
    changed: true,
    unchanged: () => {
      work.changed = false
    },
  }
  return work
}

async function finish(tx: Queryable, verb: string, work: Begun<Caller>): Promise<void> {
  if (!work.changed) return
  if (work.audited.length === 0) throw new Error(`${verb} changed something without a note for the audit log.`)
  const base = { at: work.now, actor: work.actor, verb }
  await insertAuditEntries(
    tx,
    work.audited.map((note) => ({ accountId: NIL_ID, reason: null, detail: {}, ...note, ...base, id: work.newId() })),
  )
  if (work.emitted.length > 0) {
    await insertOutboxEvents(
      tx,
      work.emitted.map((note) => ({ ...note, id: work.newId(), createdAt: work.now })),
    )
  }
}

/** Refuses in the words of the caller's own rights, for verbs whose rule needs facts from the database. */
export function forbidden(detail: string): Refusal {
  return new Refusal('forbidden', { detail })
}
