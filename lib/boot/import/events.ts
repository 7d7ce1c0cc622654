import { z } from 'zod'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import { parseTokens } from '@/lib/domain/tokens'
import type { FieldSource, Mapping } from './mapping'
import type { FileRecord } from './records'
import { readTime } from './times'

/** An event as the API takes it, with the instant at which it occurred before any shift. */
export interface ReadEvent {
  readonly body: Readonly<Record<string, unknown>>
  readonly occurredAt: Instant
}

/** What is wrong with a row, in words for whoever made the file. */
export interface BadRow {
  readonly reason: string
}

/** Reads one row; the time still stands where the file has it, see `eventAt`. */
export type ReadRow = (record: FileRecord) => ReadEvent | BadRow

/** What all events of an import have in common. */
export interface ImportFacts {
  readonly account: string | null
  /** Begins the id of every row that has none of its own. */
  readonly fileHash: string
  readonly isShifted: boolean
}

const SOURCE = 'import'

/** Rows of a CSV file, by the mapping. The work is done, so all of them are reported. */
export function csvReader(mapping: Mapping, width: number, zone: string | null, facts: ImportFacts): ReadRow {
  return ({ row, cells }) => {
    if (cells.length !== width) return { reason: `The row has ${cells.length} cells, the header has ${width}.` }
    const cell = (source: FieldSource) => ('word' in source ? source.word : (cells[source.column] ?? ''))
    const time = cell(mapping.time)
    const occurredAt = readTime(time, zone)
    if (occurredAt === null) return { reason: `"${time}" is not a time. Write it like 2026-11-24T10:00:00Z.` }
    const quantities: Record<string, string> = {}
    for (const [quantityClass, source] of mapping.quantities) {
      const units = cell(source).trim()
      if (units === '') continue
      if (parseTokens(units) === null) {
        return { reason: `"${units}" for ${quantityClass} is not a plain decimal such as 1240 or 0.25.` }
      }
      quantities[quantityClass] = units
    }
    const optional = (name: 'status' | 'member', source: FieldSource | null) => {
      const value = source === null ? '' : cell(source).trim()
      return value === '' ? {} : { [name]: value }
    }
    const tags = Object.fromEntries([...mapping.tags].map(([name, source]) => [name, cell(source)]))
    return {
      occurredAt,
      body: {
        id: mapping.id === null ? rowId(facts, row) : cell(mapping.id),
        source: SOURCE,
        ...(facts.account === null ? {} : { account: facts.account }),
        action: cell(mapping.action).trim(),
        quantities,
        mode: 'report',
        tags,
        ...optional('status', mapping.status),
        ...optional('member', mapping.member),
      },
    }
  }
}

const CloudEvent = z.looseObject({ time: z.string(), data: z.looseObject({}), subject: z.string().optional() })

/**
 * CloudEvents, one in a line. Each keeps its own source and id, by which it is known if it was sent before, unless its time is
 * shifted: then it is another event.
 */
export function cloudEventReader(zone: string | null, facts: ImportFacts): ReadRow {
  return ({ row, cells }) => {
    const parsed = CloudEvent.safeParse(parseJson(cells[0] ?? ''))
    if (!parsed.success) return { reason: 'The line is not a CloudEvent in JSON with time and data.' }
    const { data, ...event } = parsed.data
    const occurredAt = readTime(event.time, zone)
    if (occurredAt === null) return { reason: `"${event.time}" is not a time. Write it like 2026-11-24T10:00:00Z.` }
    return {
      occurredAt,
      body: {
        ...event,
        ...(facts.isShifted ? { id: rowId(facts, row), source: SOURCE } : {}),
        ...(facts.account === null ? {} : { subject: event.subject ?? facts.account }),
        data: { ...data, mode: 'report' },
      },
    }
  }
}

/** The event at its instant, shifted, under the API's name for it. */
export function eventAt({ body, occurredAt }: ReadEvent, shift: Instant, timeField: 'occurredAt' | 'time'): object {
  return { ...body, [timeField]: instantToIso(occurredAt + shift) }
}

function rowId({ fileHash }: ImportFacts, row: number): string {
  return `${fileHash.slice(0, 24)}-${row}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
