import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import { ImportMistake } from './mistake'

export type FileFormat = 'csv' | 'cloudevents'

/** A row of the file as text: cells of a CSV file, or one line of JSON. `line` counts from 1, `row` too, without the header. */
export interface FileRecord {
  readonly line: number
  readonly row: number
  readonly cells: readonly string[]
}

export interface FileSource {
  readonly path: string
  readonly format: FileFormat
  readonly delimiter: string
}

const RECORD_BYTES_MAX = 1024 * 1024

/** SHA-256 of the file, hex. Throws ImportMistake when it is not UTF-8. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  try {
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk)
      decoder.decode(chunk, { stream: true })
      bytes += chunk.length
    }
    decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ImportMistake(`${path} is not UTF-8 text, somewhere after byte ${bytes}. Convert it first.`)
  }
  return hash.digest('hex')
}

/** The rows of the file, one after the other; of a CSV file the header comes first, as row 0. Empty lines are no rows. */
export function readRecords(source: FileSource): AsyncGenerator<FileRecord> {
  return source.format === 'csv' ? readCsv(source) : readLines(source)
}

async function* readCsv({ path, delimiter }: FileSource): AsyncGenerator<FileRecord> {
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_BYTES_MAX,
    }),
  )
  let row = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line: info.lines, row: row++, cells: record }
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !`${error.code}`.startsWith('CSV_')) throw error
    throw new ImportMistake(`${path} is not CSV after row ${row}: ${error.message}`)
  }
}

async function* readLines({ path }: FileSource): AsyncGenerator<FileRecord> {
  let [line, row] = [0, 0]
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() !== '') yield { line, row: ++row, cells: [line === 1 ? text.replace(/^\uFEFF/, '') : text] }
  }
}
