import type { Instant } from '@/lib/domain/instants'
import { parseTokens } from '@/lib/domain/tokens'
import { type Api, type EventAnswer, sendBatch } from './api'
import { type BadRow, eventAt, type ReadEvent, type ReadRow } from './events'
import { recompute } from './recompute'
import type { FileRecord } from './records'
import { emptyTally, type Tally } from './tally'

const BATCH_EVENTS = 500
/** The API takes 1 MiB; what is not this text needs some room. */
const BATCH_CHARACTERS = 700_000
const BATCHES_IN_FLIGHT = 3

export interface ImportRun {
  readonly records: AsyncIterable<FileRecord>
  readonly readRow: ReadRow
  readonly shift: Instant
  readonly timeField: 'occurredAt' | 'time'
  readonly api: Api
  /** Told of every row that was not recorded. */
  readonly onReject: (record: FileRecord, reason: string) => void
  /** Told after each batch. */
  readonly onProgress: (tally: Tally) => void
}

interface Batch {
  readonly records: FileRecord[]
  readonly events: object[]
  characters: number
}

/** Sends every row, a few batches at a time, and counts what became of them. Throws ImportMistake when it cannot go on. */
export async function runImport(run: ImportRun): Promise<Tally> {
  const tally = emptyTally()
  const flying = new Set<Promise<void>>()
  let failure: unknown
  let batch = emptyBatch()
  const send = async ({ records, events }: Batch) => {
    const answers = await sendBatch(events, run.api)
    for (const [i, record] of records.entries()) count(tally, answers[i], (reason) => run.onReject(record, reason))
    run.onProgress(tally)
  }
  const launch = async () => {
    const flight: Promise<void> = send(batch)
      .catch((error: unknown) => {
        failure ??= error
      })
      .finally(() => flying.delete(flight))
    flying.add(flight)
    batch = emptyBatch()
    if (flying.size >= BATCHES_IN_FLIGHT) await Promise.race(flying)
  }
  for await (const record of run.records) {
    if (failure) break
    tally.read++
    const read = run.readRow(record)
    if (isBad(read)) {
      tally.bad++
      run.onReject(record, read.reason)
      continue
    }
    const event = eventAt(read, run.shift, run.timeField)
    const characters = Buffer.byteLength(JSON.stringify(event))
    if (batch.events.length === BATCH_EVENTS || batch.characters + characters > BATCH_CHARACTERS) await launch()
    batch.records.push(record)
    batch.events.push(event)
    batch.characters += characters
  }
  if (batch.events.length > 0 && !failure) await launch()
  await Promise.all(flying)
  if (failure) throw failure
  return tally
}

/** How many rows there are, and the latest of their times; null when no row has one. */
export async function scan(
  records: AsyncIterable<FileRecord>,
  readRow: ReadRow,
): Promise<{ rows: number; latest: Instant | null }> {
  let rows = 0
  let latest: Instant | null = null
  for await (const record of records) {
    rows++
    const read = readRow(record)
    if (!isBad(read) && (latest === null || read.occurredAt > latest)) latest = read.occurredAt
  }
  return { rows, latest }
}

function count(tally: Tally, answer: EventAnswer | undefined, onRefusal: (reason: string) => void): void {
  if (!answer || 'problem' in answer) {
    tally.refused++
    onRefusal(answer?.problem.detail ?? 'No answer came.')
    return
  }
  const { charge, replayed } = answer
  const tokens = parseTokens(charge.tokens)
  if (tokens === null) throw new Error(`The API answered with "${charge.tokens}" where tokens belong.`)
  tally.tokensRecomputed += charge.arithmetic ? recompute(charge.arithmetic) : 0n
  if (replayed) {
    tally.replayed++
    tally.tokensReplayed += tokens
  } else {
    tally[charge.status]++
    tally.tokens += tokens
  }
}

function emptyBatch(): Batch {
  return { records: [], events: [], characters: 0 }
}

function isBad(read: ReadEvent | BadRow): read is BadRow {
  return 'reason' in read
}
