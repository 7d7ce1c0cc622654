import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Instant } from '@/lib/domain/instants'

/** What the first run of an import fixed for all later ones: else a second run would send other events under the same ids. */
interface Manifest {
  readonly file: string
  /** Microseconds added to every time, as text. */
  readonly shift: string
  readonly fixedAt: string
}

/** The shift of this file into this account, kept under `folder`: of the first run, or `wanted` when this is it. */
export function keptShift(
  folder: string,
  { file, hash, account }: { file: string; hash: string; account: string | null },
  wanted: Instant,
): { shift: Instant; isNew: boolean } {
  const place = path.join(folder, `${hash.slice(0, 24)}-${account ?? 'own-account'}.json`)
  const known = readManifest(place)
  if (known) return { shift: BigInt(known.shift), isNew: false }
  const manifest: Manifest = { file: path.basename(file), shift: `${wanted}`, fixedAt: new Date().toISOString() }
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${place}.new`, `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync(`${place}.new`, place)
  return { shift: wanted, isNew: true }
}

function readManifest(place: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(place, 'utf8')) as Manifest
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
