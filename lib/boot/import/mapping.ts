import { ImportMistake } from './mistake'

/** Where a field of the event comes from: a column by its place, or one word for every row. */
export type FieldSource = { readonly column: number; readonly name: string } | { readonly word: string }

/** How a row becomes an event. `quantities` and `tags` are by class and by name. */
export interface Mapping {
  readonly action: FieldSource
  readonly time: FieldSource
  readonly status: FieldSource | null
  readonly member: FieldSource | null
  readonly id: FieldSource | null
  readonly quantities: ReadonlyMap<string, FieldSource>
  readonly tags: ReadonlyMap<string, FieldSource>
}

const FIELDS = ['action', 'time', 'status', 'member', 'id']
/** What every row may have in common. */
const WORDS_ALLOWED = /^(action|status|member|tag\..+)$/

/**
 * Reads "action=code,time=TIMESTAMP,input=ContextTokens" against the file's header. The right side is a column; where no column has
 * that name, `action`, `status`, `member` and tags take it as a word for every row, and "action==code" always does.
 * What is no field is a quantity class. Throws ImportMistake.
 */
export function readMapping(text: string, header: readonly string[]): Mapping {
  const sources = new Map<string, FieldSource>()
  for (const part of text.split(',')) {
    const [, field, isWord, value] = /^\s*([A-Za-z][\w.-]*)=(=?)(.+?)\s*$/.exec(part) ?? []
    if (!field || !value) throw new ImportMistake(`--map: "${part}" is not of the form FIELD=COLUMN.`)
    if (sources.has(field)) throw new ImportMistake(`--map names "${field}" twice.`)
    sources.set(field, toSource(field, value, isWord === '=', header))
  }
  const [action, time] = [sources.get('action'), sources.get('time')]
  if (!action || !time) throw new ImportMistake('--map must name at least action= and time=.')
  const quantities = [...sources].filter(([field]) => !FIELDS.includes(field) && !field.startsWith('tag.'))
  if (quantities.length === 0) throw new ImportMistake('--map must name a quantity class, such as input=COLUMN.')
  const tags = [...sources].filter(([field]) => field.startsWith('tag.'))
  return {
    action,
    time,
    status: sources.get('status') ?? null,
    member: sources.get('member') ?? null,
    id: sources.get('id') ?? null,
    quantities: new Map(quantities),
    tags: new Map(tags.map(([field, source]) => [field.slice('tag.'.length), source])),
  }
}

function toSource(field: string, value: string, isWord: boolean, header: readonly string[]): FieldSource {
  const column = header.indexOf(value)
  if (column >= 0 && !isWord) return { column, name: value }
  if (WORDS_ALLOWED.test(field)) return { word: value }
  throw new ImportMistake(
    `--map: the file has no column "${value}" for ${field}. Its columns are: ${header.join(', ')}.`,
  )
}
