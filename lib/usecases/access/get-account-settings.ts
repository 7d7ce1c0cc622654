import { z } from 'zod'
import { type AccountProfile, findAccountProfile } from '@/lib/db/access-accounts'
import { AccountIdInput } from '@/lib/domain/access/inputs'
import { notFound } from '@/lib/domain/refusals'
import { anyRole } from '../allow'
import { defineQuery } from '../define'

/** The account's name, zone and rules, for any of its members. */
export const getAccountSettings = defineQuery({
  name: 'access.get-account-settings',
  input: z.strictObject({ accountId: AccountIdInput }),
  allow: anyRole,
  run: async ({ accountId }, { tx }): Promise<AccountProfile> => {
    const profile = await findAccountProfile(tx, accountId)
    if (!profile) throw notFound('account')
    return profile
  },
})
