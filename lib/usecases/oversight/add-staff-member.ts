import { z } from 'zod'
import { upsertStaffMember } from '@/lib/db/access-members'
import { findUserByEmail, insertUser, type User } from '@/lib/db/access-users'
import { AddStaffMemberInput } from '@/lib/domain/access/inputs'
import { nameFromEmail } from '@/lib/domain/access/names'
import { Refusal } from '@/lib/domain/refusals'
import { hashPassword } from '../access/password-hash'
import { proveAddress } from '../access/prove-address'
import { either, job, staff } from '../allow'
import { defineQueued, defineUsecase, type Work } from '../define'

const NAME = 'oversight.add-staff-member'
const allow = either(staff('admin'), job)

/** Gives somebody a role in the seller's staff, or another one. Nobody changes the own role. */
export const addStaffMember = defineQueued({
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
  run: async ({ email, role, name, passwordHash }, work) => {
    const known = await findUserByEmail(work.tx, email)
    if (known && work.caller.kind === 'staff' && known.id === work.caller.userId) {
      throw new Refusal('conflict', {
        detail: 'Nobody changes the own role. Ask another admin.',
        facts: { rule: 'own-role' },
      })
    }
    if (known) await proveAddress(work, known)
    const user = known ?? (await createUser(work, { email, passwordHash, name: name ?? nameFromEmail(email) }))
    await upsertStaffMember(work.tx, { userId: user.id, role, createdAt: work.now })
    work.audit({ subject: `user:${user.id}`, detail: { staffRole: role } })
    return { userId: user.id }
  },
})

async function createUser(work: Work, facts: Pick<User, 'email' | 'name' | 'passwordHash'>): Promise<User> {
  const user: User = { ...facts, id: work.newId(), language: null, verifiedAt: work.now }
  await insertUser(work.tx, { ...user, createdAt: work.now })
  return user
}
