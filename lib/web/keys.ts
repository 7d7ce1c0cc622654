import 'server-only'
import type { Scope } from '@/lib/domain/access/callers'
import type { Instant } from '@/lib/domain/instants'
import { type ApiKeyView, listApiKeys } from '@/lib/usecases/access/list-api-keys'
import { listMembers } from '@/lib/usecases/access/list-members'
import { firstCallCommand } from './first-call'
import { readHome } from './home'
import { forPage } from './page-answer'
import { memberCaller } from './session'

export type KeyState = 'live' | 'expired' | 'revoked'

export interface KeysView {
  keys: (ApiKeyView & { state: KeyState })[]
  /** Whether this person makes and revokes keys. */
  mayChange: boolean
  /** Who does. */
  keepers: string[]
  zone: string
}

/** All that the keys page shows, for the person who asks. */
export async function readKeys(accountId: string): Promise<KeysView> {
  const caller = await memberCaller()
  const { account, asOf } = await readHome(accountId)
  const keys = await forPage(listApiKeys(caller, { accountId: account.id }))
  const { members } = await forPage(listMembers(caller, { accountId: account.id }))
  const keepers = members.filter(({ role }) => role === 'owner' || role === 'developer')
  return {
    keys: keys.map((key) => ({ ...key, state: keyState(key, asOf) })),
    mayChange: keepers.some(({ userId }) => userId === caller.userId),
    keepers: keepers.map(({ name }) => name),
    zone: account.timeZone,
  }
}

/** The command that reports a first event with this very key; null when it may not, or while nothing has a price. */
export async function commandWithKey(accountId: string, key: string, scopes: readonly Scope[]): Promise<string | null> {
  const command = scopes.includes('usage:write') ? firstCallCommand(await readHome(accountId)) : null
  return command?.replace('$COMPTOIR_KEY', () => key) ?? null
}

function keyState({ revokedAt, expiresAt }: ApiKeyView, now: Instant): KeyState {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'live'
}
