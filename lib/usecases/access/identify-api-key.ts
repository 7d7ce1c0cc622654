import { findLiveApiKey } from '@/lib/db/access-api-keys'
import { isTransient, unavailable } from '@/lib/db/transactions'
import { isWellFormedApiKey } from '@/lib/domain/access/api-keys'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { Refusal } from '@/lib/domain/refusals'
import { type House, theHouse } from '../define'
import { rememberedKey } from './key-memory'
import { noteUse } from './key-uses'
import { hashSecret } from './secrets'

/**
 * The machine that a bearer key belongs to. Refuses what is no key (without asking the database) and what is unknown, revoked or
 * expired, in the same words. An answer is remembered for a second at most, so that a revocation holds everywhere within one.
 */
export async function identifyApiKey(bearer: string, house: House = theHouse()): Promise<ApiKeyCaller> {
  if (!isWellFormedApiKey(bearer)) throw unknownKey()
  const hash = hashSecret(bearer)
  const caller = await rememberedKey(Buffer.from(hash).toString('base64'), async () => {
    const key = await findLiveApiKey(house.db, hash).catch((error: unknown) => {
      throw isTransient(error) ? unavailable() : error
    })
    return key && { kind: 'apiKey' as const, keyId: key.id, accountId: key.accountId, scopes: key.scopes }
  })
  if (!caller) throw unknownKey()
  noteUse(house, caller.keyId)
  return caller
}

function unknownKey(): Refusal {
  return new Refusal('unauthenticated', {
    detail:
      'This API key is not known: it is mistyped, revoked or expired. Use a key from the Keys page, as "Authorization: Bearer ck_live_…".',
  })
}
