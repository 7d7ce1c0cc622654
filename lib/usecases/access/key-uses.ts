import { updateLastUsed } from '@/lib/db/access-api-keys'
import { log } from '@/lib/log'
import type { House } from '../define'

const FLUSH_AFTER_MILLIS = 30_000

// On globalThis because a bundler may load this module more than once.
const shared = globalThis as { comptoirKeyUses?: { usedAt: Map<string, number>; timer: NodeJS.Timeout | null } }

function uses() {
  shared.comptoirKeyUses ??= { usedAt: new Map(), timer: null }
  return shared.comptoirKeyUses
}

/** Notes that the key was used just now. Written down together with others, at most every 30 s; what a crash loses is the last half minute. */
export function noteUse(house: House, keyId: string): void {
  const state = uses()
  state.usedAt.set(keyId, performance.now())
  if (state.timer) return
  state.timer = setTimeout(() => {
    flushKeyUses(house).catch((error: unknown) =>
      log().error({ error }, 'The last uses of keys were not written down.'),
    )
  }, FLUSH_AFTER_MILLIS)
  state.timer.unref()
}

/** Writes down what was noted. */
export async function flushKeyUses(house: House): Promise<void> {
  const state = uses()
  if (state.timer) clearTimeout(state.timer)
  state.timer = null
  const now = performance.now()
  const noted = [...state.usedAt].map(([keyId, at]) => ({ keyId, secondsAgo: (now - at) / 1000 }))
  state.usedAt.clear()
  if (noted.length > 0) await updateLastUsed(house.db, noted)
}
