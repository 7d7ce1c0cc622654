import { z } from 'zod'
import { upsertStaffMember } from '@/lib/db/access-members'
import { AddStaffMemberInput } from '@/lib/domain/access/inputs'
import { Refusal } from '@/lib/domain/refusals'
import { ensurePerson } from '../access/ensure-person'
import { hashPassword } from '../access/password-hash'
import { either, job, staff } from '../allow'
import { defineDirect, defineUsecase } from '../define'

const NAME = 'oversight.add-staff-member'
const allow = either(staff('admin'), job)

/** Gives somebody a role in the seller's staff, or another one. Nobody may change their own. */
export const addStaffMember = defineDirect({
  name: NAME,
  input: AddStaffMemberInput,
  allow,
  run: async ({ password, ...input }, caller, house) => {
    const passwordHash = password === undefined ? null : await hashPassword(password)
    return store(caller, { ...input, passwordHash }, house)
  },
})

const store = defineUsecase({
  name: NAME,
  input: AddStaffMemberInput.omit({ password: true }).extend({ passwordHash: z.string().nullable() }),
  allow,
  run: async ({ role, name, ...person }, work) => {
    const user = await ensurePerson(work, name === undefined ? person : { ...person, name })
    if (work.caller.kind === 'staff' && user.id === work.caller.userId) {
      throw new Refusal('conflict', {
        detail: 'Nobody may change their own role. Ask another admin.',
        facts: { rule: 'own-role' },
      })
    }
    await upsertStaffMember(work.tx, { userId: user.id, role, createdAt: work.now })
    work.audit({ subject: `user:${user.id}`, detail: { staffRole: role } })
    return { userId: user.id }
  },
})
