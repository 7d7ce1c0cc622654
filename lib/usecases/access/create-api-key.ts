import { findAccountProfile } from '@/lib/db/access-accounts'
import { CreateApiKeyInput } from '@/lib/domain/access/inputs'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { makeApiKey } from './make-api-key'

/** Makes a key for the account's own machines. The key is in this answer and nowhere else. */
export const createApiKey = defineUsecase({
  name: 'access.create-api-key',
  input: CreateApiKeyInput,
  allow: role('owner', 'developer'),
  run: async (input, work) => {
    const account = await findAccountProfile(work.tx, input.accountId)
    if (!account) throw notFound('account')
    if (input.scopes.includes('usage:write') && !account.selfReporting) {
      throw new Refusal('forbidden', {
        detail: 'The usage of this account is reported by the seller alone. Make a key that only reads.',
        faults: [{ pointer: '/scopes', code: 'self-reporting-off', message: 'Leave out the right to report usage.' }],
      })
    }
    return makeApiKey(work, input)
  },
})
