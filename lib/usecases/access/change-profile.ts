import { updateProfile } from '@/lib/db/access-users'
import { ChangeProfileInput } from '@/lib/domain/access/inputs'
import { person } from '../allow'
import { defineUsecase } from '../define'

/** Changes the person's own name and language (null follows the browser). */
export const changeProfile = defineUsecase({
  name: 'access.change-profile',
  input: ChangeProfileInput,
  allow: person,
  run: async (profile, work) => {
    await updateProfile(work.tx, work.caller.userId, profile)
    work.audit({ subject: `user:${work.caller.userId}`, detail: profile })
  },
})
