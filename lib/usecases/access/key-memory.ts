import type { ApiKeyCaller } from '@/lib/domain/access/callers'

const REMEMBERED_MILLIS = 1000
const KEYS_MAX = 10_000

interface Remembered {
  caller: Promise<ApiKeyCaller | null>
  until: number
}

// On globalThis because a bundler may load this module more than once, and a revocation must reach every copy.
const shared = globalThis as { comptoirKeys?: Map<string, Remembered> }

function memory(): Map<string, Remembered> {
  shared.comptoirKeys ??= new Map()
  return shared.comptoirKeys
}

/** The caller of the hashed key, looked up at most once a second, however many ask. Unknown keys are remembered as unknown. */
export function rememberedKey(hash: string, lookUp: () => Promise<ApiKeyCaller | null>): Promise<ApiKeyCaller | null> {
  const keys = memory()
  const now = performance.now()
  const known = keys.get(hash)
  if (known && known.until > now) return known.caller
  if (keys.size >= KEYS_MAX) forgetOld(keys, now)
  const caller = lookUp()
  keys.delete(hash)
  keys.set(hash, { caller, until: now + REMEMBERED_MILLIS })
  caller.catch(() => keys.delete(hash))
  return caller
}

/** Forgets the key at once, in this process; others forget it within the second. */
export function forgetKey(hash: Uint8Array): void {
  memory().delete(Buffer.from(hash).toString('base64'))
}

function forgetOld(keys: Map<string, Remembered>, now: number): void {
  for (const [hash, known] of keys) if (known.until <= now) keys.delete(hash)
  for (const hash of keys.keys()) {
    if (keys.size < KEYS_MAX) break
    keys.delete(hash)
  }
}
