import { parseArgs } from 'node:util'
import { ImportMistake } from './mistake'
import type { FileFormat } from './records'
import { isZone } from './times'

export const HELP = `Usage: npm run import -- FILE --map FIELD=COLUMN,... [options]

Sends a file of usage to the API, in batches, as work that is done (mode "report"). Run it again whenever you like:
what was charged is not charged twice.

  --map FIELD=COLUMN,...   how a row of a CSV file (with a header) becomes an event:
                             action=   what was done      time=    when
                             status=   succeeded, failed  member=  a member's id
                             id=       a name of its own; left out, it is the file's hash and the row's number
                             tag.NAME= a tag              any other field is a quantity class: input=ContextTokens
                           Where no column has the name, action, status, member and tags take it as a word for every
                           row: action=code. "action==code" is always the word.
  --zone ZONE              the zone of times that name none: UTC, Europe/Paris. Without it such times are refused.
  --shift end-now          moves all times so that the last one is now. Fixed by the first run of a file.
  --format csv|cloudevents CSV, or CloudEvents in JSON, one in a line; read off the file's ending when left out
  --delimiter ";"          between the cells of a CSV file: a comma when left out
  --url URL                the Comptoir; that which runs from this folder when left out
  --key KEY                an API key with usage:write (Keys page of the account); or set COMPTOIR_KEY
  --account ID             the customer's account; a service key needs it
  --demo                   no key: makes a service key for a day in the local database, and takes the demo account with
                           the most tokens, or the one that --account names, such as "Kiln Code"
`

export interface ImportOptions {
  readonly path: string
  readonly format: FileFormat
  readonly delimiter: string
  readonly map: string | null
  readonly zone: string | null
  readonly isShifted: boolean
  readonly url: string | null
  readonly key: string | null
  readonly account: string | null
  readonly isDemo: boolean
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads the command line; null when help is asked for. Throws ImportMistake with what to change. */
export function readOptions(args: readonly string[]): ImportOptions | null {
  const { values, positionals } = parse(args)
  if (values.help) return null
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new ImportMistake('Name one file. --help says how.')
  const format = values.format ?? (/\.(jsonl|ndjson|json)$/i.test(file) ? 'cloudevents' : 'csv')
  if (format !== 'csv' && format !== 'cloudevents') throw new ImportMistake('--format is csv or cloudevents.')
  if (format === 'csv' && values.map === undefined) {
    throw new ImportMistake('A CSV file needs --map, such as --map action=code,time=TIMESTAMP,input=ContextTokens.')
  }
  if (format === 'cloudevents' && values.map !== undefined) throw new ImportMistake('--map is for CSV files.')
  if (values.shift !== undefined && values.shift !== 'end-now') throw new ImportMistake('--shift is end-now.')
  if (values.zone !== undefined && !isZone(values.zone)) {
    throw new ImportMistake(`"${values.zone}" is no time zone. Use one like UTC, Europe/Paris or +02:00.`)
  }
  if (values.url !== undefined && !URL.canParse(values.url)) throw new ImportMistake(`"${values.url}" is no address.`)
  if (values.account !== undefined && !values.demo && !UUID.test(values.account)) {
    throw new ImportMistake('--account is the id of an account, a UUID.')
  }
  if (values.demo && values.key !== undefined) throw new ImportMistake('--demo makes its own key: leave out --key.')
  return {
    path: file,
    format,
    delimiter: values.delimiter === '\\t' ? '\t' : (values.delimiter ?? ','),
    map: values.map ?? null,
    zone: values.zone ?? null,
    isShifted: values.shift !== undefined,
    url: values.url ?? null,
    key: values.key ?? null,
    account: values.account ?? null,
    isDemo: values.demo ?? false,
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        map: text,
        zone: text,
        shift: text,
        format: text,
        delimiter: text,
        url: text,
        key: text,
        account: text,
        demo: flag,
        help: { ...flag, short: 'h' },
      },
    })
  } catch (error) {
    throw new ImportMistake(`${error instanceof Error ? error.message : error} --help says what there is.`)
  }
}
