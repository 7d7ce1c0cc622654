import { parseTokens } from '../tokens'
import type { RecordedCall } from './workload'

/** What could be read of a file of usage, and how many of its rows could not. */
export interface UsageFile {
  readonly calls: readonly RecordedCall[]
  readonly unread: number
}

/** More rows than a browser should sum while somebody waits. */
export const ROWS_MAX = 200_000

const DATE = /^(\d{4}-(?:0[1-9]|1[0-2]))-\d{2}/

/**
 * Reads CSV with a header: "occurred_at" (a date, or an instant), "action", and one column for each quantity class, such as "input".
 * Commas, semicolons or tabs between, quotation marks around where wanted. Null where the header lacks the first two.
 */
export function readUsageCsv(text: string): UsageFile | null {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const separator = [';', '\t'].find((mark) => head.includes(mark)) ?? ','
  const names = cellsOf(head, separator).map((name) => name.toLowerCase())
  const [at, action] = [names.indexOf('occurred_at'), names.indexOf('action')]
  if (at < 0 || action < 0) return null
  const classes = [...names.entries()].filter(
    ([i, name]) => i !== at && i !== action && /^[a-z][a-z0-9_-]*$/.test(name),
  )
  const rows = lines.filter((line) => line.trim() !== '').slice(0, ROWS_MAX)
  const calls = rows.flatMap((line): RecordedCall[] => {
    const cells = cellsOf(line, separator)
    const month = DATE.exec(cells[at] ?? '')?.[1]
    const units = classes.map(([i, name]) => [name, cells[i] ? parseTokens(cells[i]) : 0n] as const)
    const used = units.flatMap(([name, milli]) => (milli ? [[name, milli] as const] : []))
    if (!month || units.some(([, milli]) => milli === null) || used.length === 0) return []
    return [{ month, actionKey: cells[action] ?? '', quantities: Object.fromEntries(used) }]
  })
  return { calls, unread: rows.length - calls.length }
}

/** Cells without their quotation marks; none of the columns needs one within. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === separator && !isQuoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += letter
  }
  return [...cells, cell.trim()]
}
