import { revokeApiKey as revoke } from '@/lib/db/access-api-keys'
import { ApiKeyInput } from '@/lib/domain/access/inputs'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineDirect, defineUsecase } from '../define'
import { forgetKey } from './key-memory'

const NAME = 'access.revoke-api-key'

/** Ends a key for good. This process refuses it at once, others within a second. */
export const revokeApiKey = defineDirect({
  name: NAME,
  input: ApiKeyInput,
  allow: role('owner', 'developer'),
  run: async (input, caller, house) => forgetKey(await store(caller, input, house)),
})

const store = defineUsecase({
  name: NAME,
  input: ApiKeyInput,
  allow: role('owner', 'developer'),
  run: async ({ accountId, keyId }, work) => {
    const hash = await revoke(work.tx, accountId, keyId, work.now)
    if (!hash) throw notFound('key')
    work.audit({ accountId, subject: `api-key:${keyId}`, detail: { revoked: true } })
    return hash
  },
})
