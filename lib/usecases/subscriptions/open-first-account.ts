import { hasPlace } from '@/lib/db/access-members'
import { OpenAccountInput } from '@/lib/domain/access/inputs'
import { Refusal } from '@/lib/domain/refusals'
import { person } from '../allow'
import { defineUsecase } from '../define'
import { openWelcomedAccount } from './open-welcomed-account'

/** Opens an account with its welcome grant for somebody who has none: the second step after a first sign-in with Google or GitHub. */
export const openFirstAccount = defineUsecase({
  name: 'subscriptions.open-first-account',
  input: OpenAccountInput,
  allow: person,
  run: async ({ accountName, timeZone }, work) => {
    if (await hasPlace(work.tx, work.caller.userId)) {
      throw new Refusal('conflict', { detail: 'You belong to an account already.', facts: { rule: 'account-already' } })
    }
    const accountId = await openWelcomedAccount(work, { ownerId: work.caller.userId, name: accountName, timeZone })
    return { accountId }
  },
})
