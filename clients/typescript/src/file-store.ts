import { type FileHandle, open, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { QueuedUsage, QueueStore } from './queue-store.js'

type Line = { put: QueuedUsage } | { removed: readonly string[] }

/**
 * Keeps a queue in a file that lines are appended to, each on the disk before it counts, so that a crash loses nothing. One process at
 * a time: whoever opens the file last has it, and the one before is told with its next write.
 */
export function fileStore(path: string): QueueStore {
  return new FileStore(path)
}

class FileStore implements QueueStore {
  private readonly owner = crypto.randomUUID()
  private file: FileHandle | undefined
  /** Of whole lines, in bytes. */
  private length = 0
  private readonly kept = new Set<string>()
  private waiting: { line: Line; done: () => void; failed: (error: unknown) => void }[] = []
  private writing = Promise.resolve()

  constructor(private readonly path: string) {}

  async load(): Promise<QueuedUsage[]> {
    await replaceFile(this.ownerPath, this.owner)
    const usages = readLines(await readFile(this.path, 'utf8').catch(emptyIfMissing), this.path)
    const text = usages.map((put) => toText({ put })).join('')
    await replaceFile(this.path, text)
    this.file = await open(this.path, 'a')
    this.length = Buffer.byteLength(text)
    for (const { key } of usages) this.kept.add(key)
    return usages
  }

  async put(usage: QueuedUsage): Promise<void> {
    const isNew = !this.kept.has(usage.key)
    // Before it is written, so that nobody empties the file behind it.
    this.kept.add(usage.key)
    await this.append({ put: usage }).catch((error: unknown) => {
      if (isNew) this.kept.delete(usage.key)
      throw error
    })
  }

  async remove(keys: readonly string[]): Promise<void> {
    await this.append({ removed: keys })
    for (const key of keys) this.kept.delete(key)
    // Nothing in the file is of use any more.
    if (this.kept.size === 0) await this.next(() => this.cutTo(0))
  }

  async close(): Promise<void> {
    await this.next(() => this.shut())
  }

  private get ownerPath(): string {
    return `${this.path}.owner`
  }

  /** Lines that come while others are written go to the disk together. */
  private append(line: Line): Promise<void> {
    const written = new Promise<void>((done, failed) => this.waiting.push({ line, done, failed }))
    void this.next(() => this.write())
    return written
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.writing.then(work)
    this.writing = result.then(
      () => {},
      () => {},
    )
    return result
  }

  private async write(): Promise<void> {
    const batch = this.waiting
    this.waiting = []
    if (batch.length === 0) return
    try {
      await this.toDisk(batch.map(({ line }) => toText(line)).join(''))
      for (const { done } of batch) done()
    } catch (error) {
      for (const { failed } of batch) failed(error)
    }
  }

  private async toDisk(text: string): Promise<void> {
    if (!this.file) throw new Error(`${this.path} is not open.`)
    try {
      await this.file.appendFile(text)
      await this.file.datasync()
    } catch (error) {
      // Half a line amid others could not be read again.
      await this.cutTo(this.length).catch(() => this.shut())
      throw error
    }
    this.length += Buffer.byteLength(text)
    // Asked last: whoever takes the file after this finds the lines in it.
    if ((await readFile(this.ownerPath, 'utf8')) !== this.owner)
      throw new Error(`Another process has opened ${this.path}. Give each process a file of its own.`)
  }

  private async cutTo(length: number): Promise<void> {
    await this.file?.truncate(length)
    this.length = length
  }

  private async shut(): Promise<void> {
    const file = this.file
    this.file = undefined
    await file?.close()
  }
}

/** The usage that was put and not removed. A last line without its end was never counted; any other that cannot be read is an error. */
function readLines(text: string, path: string): QueuedUsage[] {
  const usages = new Map<string, QueuedUsage>()
  const lines = text.split('\n').slice(0, -1)
  for (const [i, content] of lines.entries()) {
    const line = readLine(content, `${path}:${i + 1}`)
    if ('put' in line) usages.set(line.put.key, line.put)
    else for (const key of line.removed) usages.delete(key)
  }
  return [...usages.values()]
}

function readLine(content: string, place: string): Line {
  let line: Partial<Record<'put' | 'removed', unknown>> = {}
  try {
    line = JSON.parse(content)
  } catch {}
  if (Array.isArray(line?.removed) || isUsage(line?.put)) return line as Line
  throw new Error(`${place} is damaged. Mend or move the file: it may hold usage that was not reported yet.`)
}

function isUsage(put: unknown): put is QueuedUsage {
  return typeof put === 'object' && put !== null && 'key' in put && 'event' in put && 'tokensAtRisk' in put
}

function toText(line: Line): string {
  return `${JSON.stringify(line)}\n`
}

/** Either the old text is there after a crash, or the new. */
async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}`
  await writeFile(draft, text, { flush: true })
  await rename(draft, path)
  await syncFolder(dirname(path))
}

/** A new name in a folder is certain once the folder is on the disk. Windows has no such thing, nor the need. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function emptyIfMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}
