import { randomBytes } from 'node:crypto'
import { insertApiKey } from '@/lib/db/access-api-keys'
import { composeApiKey, shownPrefix } from '@/lib/domain/access/api-keys'
import type { Scope } from '@/lib/domain/access/callers'
import { DAY } from '@/lib/domain/instants'
import type { Work } from '../define'
import { hashSecret } from './secrets'

/** A new key. `key` is the secret itself: this is the only time that anybody sees it. */
export interface NewApiKey {
  id: string
  key: string
  name: string
  prefix: string
  scopes: readonly Scope[]
}

/** Makes a key within the work of another verb; `accountId` null makes a service key of the seller. */
export async function makeApiKey(
  work: Work,
  {
    accountId,
    name,
    scopes,
    lastsDays,
  }: { accountId: string | null; name: string; scopes: readonly Scope[]; lastsDays: number | null },
): Promise<NewApiKey> {
  const key = composeApiKey(randomBytes(96))
  const id = work.newId()
  const prefix = shownPrefix(key)
  const expiresAt = lastsDays === null ? null : work.now + BigInt(lastsDays) * DAY
  const row = {
    id,
    accountId,
    name,
    prefix,
    hash: hashSecret(key),
    scopes,
    createdBy: work.actor,
    createdAt: work.now,
    expiresAt,
  }
  await insertApiKey(work.tx, row)
  const note = { subject: `api-key:${id}`, detail: { name, prefix, scopes, lastsDays } }
  work.audit(accountId === null ? note : { ...note, accountId })
  return { id, key, name, prefix, scopes }
}
