import fs from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { LoadRequest } from './load-request'
import type { Outcome } from './outcome'

export type JournalLine = { sent: LoadRequest } | { answered: number; outcomes: Outcome[] }

/**
 * What the clients know, on disk before anything is made of it: a request is sent, and an answer counted, only after its line
 * was written and fdatasync returned. Lines that come while one sync runs share the next (as the ledger's group commit does).
 */
export class Journal {
  private waiting: { line: string; resolve: () => void; reject: (error: unknown) => void }[] = []
  private isWriting = false

  private constructor(
    private readonly file: FileHandle,
    private readonly path: string,
  ) {}

  static async create(path: string): Promise<Journal> {
    return new Journal(await open(path, 'w'), path)
  }

  /** Resolves once the line is on disk. */
  append(line: JournalLine): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.waiting.push({ line: `${JSON.stringify(line)}\n`, resolve, reject })
    })
    if (!this.isWriting) void this.write()
    return written
  }

  /** Reads everything back from the disk. */
  async close(): Promise<JournalLine[]> {
    await this.file.close()
    const lines = fs.readFileSync(this.path, 'utf8').trimEnd().split('\n')
    return lines.filter(Boolean).map((line) => JSON.parse(line) as JournalLine)
  }

  private async write(): Promise<void> {
    this.isWriting = true
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0)
      try {
        await this.file.write(group.map(({ line }) => line).join(''))
        await this.file.datasync()
        for (const { resolve } of group) resolve()
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    this.isWriting = false
  }
}
