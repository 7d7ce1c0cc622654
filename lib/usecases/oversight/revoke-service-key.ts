import { z } from 'zod'
import { revokeApiKey } from '@/lib/db/access-api-keys'
import { notFound } from '@/lib/domain/refusals'
import { forgetKey } from '../access/key-memory'
import { staff } from '../allow'
import { defineUsecase } from '../define'

/** Ends a key of the seller for good, everywhere within a second. */
export const revokeServiceKey = defineUsecase({
  name: 'oversight.revoke-service-key',
  input: z.strictObject({ keyId: z.uuid() }),
  allow: staff('admin'),
  run: async ({ keyId }, work) => {
    const hash = await revokeApiKey(work.tx, null, keyId, work.now)
    if (!hash) throw notFound('key')
    work.audit({ subject: `api-key:${keyId}`, detail: { revoked: true } })
    forgetKey(hash)
  },
})
