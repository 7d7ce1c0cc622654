import { findAccountProfile, updateAccountProfile } from '@/lib/db/access-accounts'
import { ChangeAccountSettingsInput } from '@/lib/domain/access/inputs'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'

/** Changes the account's name and time zone. Days are counted in the new zone from the next boundary on. */
export const changeAccountSettings = defineUsecase({
  name: 'access.change-account-settings',
  input: ChangeAccountSettingsInput,
  allow: role('owner'),
  run: async ({ accountId, name, timeZone }, work) => {
    const before = await findAccountProfile(work.tx, accountId)
    if (!before) throw notFound('account')
    await updateAccountProfile(work.tx, accountId, { name, timeZone })
    const detail = { before: { name: before.name, timeZone: before.timeZone }, after: { name, timeZone } }
    work.audit({ accountId, subject: `account:${accountId}`, detail })
  },
})
