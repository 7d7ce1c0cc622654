import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { inProject } from '@/lib/boot/paths.mjs'

const Texts = z.record(z.string(), z.string())
const Values = z.record(z.string(), z.unknown())

/** A good request to one address; rows say what they spoil in it. */
const GoodRequest = z.strictObject({
  method: z.string(),
  path: z.string(),
  body: z.unknown().optional(),
  type: z.string().optional(),
  /** Where in the body stands what rows call by a short name. */
  fields: Texts.default({}),
  /** Whether the event alone in a batch is judged, by its own answer. */
  isBatch: z.boolean().default(false),
  /** Whether the path is answered without the framework, so that it is also tried through it. */
  isDirect: z.boolean().default(true),
})

const Row = z.strictObject({
  /** Of the design's corpus. */
  row: z.int(),
  name: z.string(),
  /** Where and why the product's rule is another than the design's. */
  note: z.string().optional(),
  /** Requests, or the name of a group of them. */
  on: z.union([z.string(), z.array(z.string())]),
  /** One member of the row, such as "set.units" or "method", and the values that it takes in turn. */
  each: z.record(z.string(), z.array(z.unknown())).default({}),
  method: z.string().optional(),
  path: z.string().optional(),
  query: z.string().default(''),
  /** Null leaves a header out, a list sends it again and again. */
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])).default({}),
  /** Fields of the body by short name or JSON pointer: other values, or other text in the place of the value. */
  set: Values.default({}),
  raw: Texts.default({}),
  without: z.array(z.string()).default([]),
  /** Another body altogether, or so many bytes of spaces compressed. */
  body: z.unknown().optional(),
  text: z.string().optional(),
  base64: z.string().optional(),
  gzip: z.int().optional(),
  /** Characters left out at the end of the body; the size to which spaces fill it up. */
  cut: z.int().default(0),
  padTo: z.int().default(0),
  /** "latin1" writes each character as one byte, which need not be UTF-8. */
  charset: z.enum(['utf8', 'latin1', 'utf16le']).default('utf8'),
  isChunked: z.boolean().default(false),
  /** Ends our side of the connection after the last byte. */
  halfClose: z.boolean().default(false),
  /** Answered while nobody can read the table of keys. */
  withoutKeys: z.boolean().default(false),
  expect: z.strictObject({
    status: z.int(),
    problem: z.string().optional(),
    /** Codes of faults by short name or JSON pointer. */
    faults: Texts.default({}),
    /** Patterns of headers. */
    headers: Texts.default({}),
    /** Members of the answer. */
    answer: Values.default({}),
    /** What rises in the ledger, and by how much; without it nothing moves. */
    moves: z.record(z.string(), z.int()).optional(),
    /** Whether the server ends the connection, though it was not asked to. */
    closes: z.boolean().default(false),
  }),
})

const Corpus = z.strictObject({
  requests: z.record(z.string(), GoodRequest),
  groups: z.record(z.string(), z.array(z.string())),
  rows: z.array(Row),
})

export type GoodRequest = z.output<typeof GoodRequest>
export type Row = z.output<typeof Row>

/** One row at one address, through one door. */
export interface Case {
  name: string
  row: Row
  good: GoodRequest
  door: 'direct' | 'framework'
}

function readCorpus(): z.output<typeof Corpus> {
  return Corpus.parse(JSON.parse(readFileSync(inProject('e2e/corpus/api.json'), 'utf8')))
}

/** The good requests that take a body. */
export function readPosts(): GoodRequest[] {
  return Object.values(readCorpus().requests).filter(({ method }) => method === 'POST')
}

/** A good request with this text for its body. */
export function caseWithText(good: GoodRequest, text: string): Case {
  const row = Row.parse({ row: 0, name: 'any', on: [], text, expect: { status: 200 } })
  return { name: `${good.path} ${text}`, row, good, door: 'direct' }
}

/** Every row of the file at each of its addresses. What is answered directly is tried through the framework too, with the row's first value. */
export function readCases(): Case[] {
  const { requests, groups, rows } = readCorpus()
  return rows.flatMap((given) =>
    variants(given).flatMap((row, i) => {
      const names = typeof row.on === 'string' ? (groups[row.on] ?? [row.on]) : row.on
      return names.flatMap((name) => {
        const good = requests[name]
        if (!good) throw new Error(`Row ${row.row}, ${row.name}: there is no request "${name}".`)
        const doors = [
          ...(good.isDirect ? (['direct'] as const) : []),
          ...(good.isDirect && i > 0 ? [] : (['framework'] as const)),
        ]
        return doors.map((door): Case => ({ name: `${row.row}. ${row.name}: ${name}, ${door}`, row, good, door }))
      })
    }),
  )
}

/** The row with each of the values that it names. */
function variants(row: Row): Row[] {
  const places = Object.entries(row.each)
  if (places.length === 0) return [row]
  return places.flatMap(([place, values]) => {
    const [member = '', field] = place.split('.')
    return values.map((value) => {
      const before = row[member as 'set']
      const given = field === undefined ? value : { ...before, [field]: value }
      return Row.parse({ ...row, name: `${row.name} ${JSON.stringify(value).slice(0, 60)}`, [member]: given, each: {} })
    })
  })
}

/** The JSON pointer of a field that a row calls by a short name. */
export function pointerOf(good: GoodRequest, field: string): string {
  return field.startsWith('/') || field === '' ? field : (good.fields[field] ?? `/${field}`)
}
