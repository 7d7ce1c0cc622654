import { instantToIso } from '@/lib/domain/instants'
import type {
  PlannedDelivery,
  SandboxAnswer,
  SandboxBooks,
  SandboxEventRow,
  SandboxRow,
  SandboxStore,
} from '@/lib/domain/purchases/sandbox-store'
import type { Database, Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'
import { claimDeliveries, loadSwitches, saveSwitches, settleDelivery } from './purchases-sandbox-deliveries'
import { inTransaction } from './transactions'

const OBJECT = Prisma.sql`id, kind, customer, owner, ${asInstant('created_at')} AS "createdAt", ${asInstant('due_at')} AS "dueAt", body, hidden`
const EVENT = Prisma.sql`id, type, ${asInstant('created_at')} AS "createdAt", body`

/** The sandbox's state in PostgreSQL. A transaction that left nothing is tried again, so its work must bear being done twice. */
export function sandboxStore(db: Database): SandboxStore {
  return {
    inTransaction: (work) => inTransaction(db, (tx) => work(booksIn(tx))),
    claimDeliveries: (now, claimedUntil, rowsMax) => claimDeliveries(db, now, claimedUntil, rowsMax),
    settleDelivery: (id, outcome) => settleDelivery(db, id, outcome),
  }
}

function booksIn(tx: Queryable): SandboxBooks {
  return {
    claimKey: (request, forgottenBefore) => claimKey(tx, request, forgottenBefore),
    keepAnswer: (key, answer) => keepAnswer(tx, key, answer),
    lockObject: (id) => findObject(tx, id, Prisma.sql`FOR UPDATE`),
    findObject: (id) => findObject(tx, id, Prisma.empty),
    saveObject: (row) => saveObject(tx, row),
    listObjects: (of, page) => listObjects(tx, of, page),
    lockDueObjects: (now, rowsMax) => tx.$queryRaw<SandboxRow[]>`
      SELECT ${OBJECT} FROM sandbox_object WHERE due_at <= ${instantToIso(now)}::timestamptz
      ORDER BY due_at LIMIT ${rowsMax} FOR UPDATE SKIP LOCKED`,
    insertEvent: (event, deliveries) => insertEvent(tx, event, deliveries),
    findEvent: async (id) =>
      (await tx.$queryRaw<SandboxEventRow[]>`SELECT ${EVENT} FROM sandbox_event WHERE id = ${id}`)[0] ?? null,
    listEvents: (of, page) => listEvents(tx, of, page),
    loadSwitches: () => loadSwitches(tx),
    saveSwitches: (switches) => saveSwitches(tx, switches),
  }
}

/** The insert waits for a transaction that holds the same key: then it is answered, or free again. */
async function claimKey(
  tx: Queryable,
  { key, fingerprint, at }: Parameters<SandboxBooks['claimKey']>[0],
  forgottenBefore: Parameters<SandboxBooks['claimKey']>[1],
): ReturnType<SandboxBooks['claimKey']> {
  const claimed = await tx.$executeRaw`
    INSERT INTO sandbox_request (key, fingerprint, created_at) VALUES (${key}, ${fingerprint}, ${instantToIso(at)}::timestamptz)
    ON CONFLICT (key) DO UPDATE
      SET fingerprint = EXCLUDED.fingerprint, created_at = EXCLUDED.created_at, status = NULL, answer = NULL
      WHERE sandbox_request.created_at < ${instantToIso(forgottenBefore)}::timestamptz`
  if (claimed === 1) return null
  const [row] = await tx.$queryRaw<{ fingerprint: string; status: number; body: SandboxAnswer['body'] }[]>`
    SELECT fingerprint, status, answer AS body FROM sandbox_request WHERE key = ${key}`
  if (!row) throw new Error(`The answer under the key ${key} went away.`)
  return { fingerprint: row.fingerprint, answer: { status: row.status, body: row.body } }
}

async function keepAnswer(tx: Queryable, key: string, { status, body }: SandboxAnswer): Promise<void> {
  await tx.$executeRaw`
    UPDATE sandbox_request SET status = ${status}, answer = ${JSON.stringify(body)}::jsonb WHERE key = ${key}`
}

async function findObject(tx: Queryable, id: string, lock: Prisma.Sql): Promise<SandboxRow | null> {
  const [row] = await tx.$queryRaw<SandboxRow[]>`SELECT ${OBJECT} FROM sandbox_object WHERE id = ${id} ${lock}`
  return row ?? null
}

async function saveObject(tx: Queryable, row: SandboxRow): Promise<void> {
  const dueAt = row.dueAt === null ? null : instantToIso(row.dueAt)
  await tx.$executeRaw`
    INSERT INTO sandbox_object (id, kind, customer, owner, created_at, due_at, body, hidden)
    VALUES (${row.id}, ${row.kind}, ${row.customer}, ${row.owner}, ${instantToIso(row.createdAt)}::timestamptz, ${dueAt}::timestamptz,
      ${JSON.stringify(row.body)}::jsonb, ${JSON.stringify(row.hidden)}::jsonb)
    ON CONFLICT (id) DO UPDATE SET customer = EXCLUDED.customer, owner = EXCLUDED.owner, due_at = EXCLUDED.due_at,
      body = EXCLUDED.body, hidden = EXCLUDED.hidden`
}

async function listObjects(
  tx: Queryable,
  { kind, customer, owner }: Parameters<SandboxBooks['listObjects']>[0],
  { rowsMax, before, after }: Parameters<SandboxBooks['listObjects']>[1],
): Promise<SandboxRow[]> {
  const seqOf = (id: string) => Prisma.sql`(SELECT seq FROM sandbox_object WHERE id = ${id})`
  return tx.$queryRaw<SandboxRow[]>`
    SELECT * FROM (
      SELECT ${OBJECT}, seq FROM sandbox_object
      WHERE kind = ${kind}
        ${customer === undefined ? Prisma.empty : Prisma.sql`AND customer = ${customer}`}
        ${owner === undefined ? Prisma.empty : Prisma.sql`AND owner = ${owner}`}
        ${before === undefined ? Prisma.empty : Prisma.sql`AND seq < ${seqOf(before)}`}
        ${after === undefined ? Prisma.empty : Prisma.sql`AND seq > ${seqOf(after)}`}
      ORDER BY seq ${after === undefined ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${rowsMax + 1}
    ) AS page ORDER BY seq DESC`
}

async function insertEvent(
  tx: Queryable,
  event: SandboxEventRow,
  deliveries: readonly PlannedDelivery[],
): Promise<void> {
  const [row] = await tx.$queryRaw<{ seq: bigint }[]>`
    INSERT INTO sandbox_event (id, type, created_at, body)
    VALUES (${event.id}, ${event.type}, ${instantToIso(event.createdAt)}::timestamptz, ${JSON.stringify(event.body)}::jsonb)
    RETURNING seq`
  if (!row) throw new Error('An event was not written.')
  for (const { dueAt, isReversed, isDropped } of deliveries) {
    await tx.$executeRaw`
      INSERT INTO sandbox_delivery (event_id, turn, due_at, given_up_at, last_answer)
      VALUES (${event.id}, ${isReversed ? -row.seq : row.seq}, ${instantToIso(dueAt)}::timestamptz,
        ${isDropped ? instantToIso(event.createdAt) : null}::timestamptz, ${isDropped ? 'dropped' : null})`
  }
}

async function listEvents(
  tx: Queryable,
  { types, from, until }: Parameters<SandboxBooks['listEvents']>[0],
  { rowsMax, before, after }: Parameters<SandboxBooks['listEvents']>[1],
): Promise<SandboxEventRow[]> {
  const seqOf = (id: string) => Prisma.sql`(SELECT seq FROM sandbox_event WHERE id = ${id})`
  return tx.$queryRaw<SandboxEventRow[]>`
    SELECT * FROM (
      SELECT ${EVENT}, seq FROM sandbox_event
      WHERE true
        ${types === null ? Prisma.empty : Prisma.sql`AND type = ANY(${[...types]}::text[])`}
        ${from === null ? Prisma.empty : Prisma.sql`AND created_at >= ${instantToIso(from)}::timestamptz`}
        ${until === null ? Prisma.empty : Prisma.sql`AND created_at <= ${instantToIso(until)}::timestamptz`}
        ${before === undefined ? Prisma.empty : Prisma.sql`AND seq < ${seqOf(before)}`}
        ${after === undefined ? Prisma.empty : Prisma.sql`AND seq > ${seqOf(after)}`}
      ORDER BY seq ${after === undefined ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${rowsMax + 1}
    ) AS page ORDER BY seq DESC`
}
