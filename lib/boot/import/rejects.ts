import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { FileRecord } from './records'

const SHOWN_MAX = 10

/** Says the first rows that were not recorded, and keeps all of them in a file of their own. */
export class Rejects {
  private file: number | null = null
  count = 0

  constructor(
    private readonly path: string,
    private readonly say: (line: string) => void,
  ) {}

  readonly add = (record: FileRecord, reason: string): void => {
    this.count++
    if (this.count <= SHOWN_MAX) this.say(`Line ${record.line}: ${reason}`)
    this.write([`${record.line}`, `${record.row}`, reason, record.cells.join(' | ')])
  }

  /** Closes the file; says where it is, if there was anything to keep. */
  close(): void {
    if (this.file === null) return
    closeSync(this.file)
    this.say(`All ${this.count} rows that were not recorded, with their reasons: ${this.path}`)
  }

  private write(cells: readonly string[]): void {
    if (this.file === null) {
      mkdirSync(path.dirname(this.path), { recursive: true })
      this.file = openSync(this.path, 'w')
      writeSync(this.file, 'line,row,reason,content\n')
    }
    writeSync(this.file, `${cells.map(toCell).join(',')}\n`)
  }
}

/** Quoted, and no formula for a spreadsheet. */
function toCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
