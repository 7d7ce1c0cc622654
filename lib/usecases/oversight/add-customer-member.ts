import { z } from 'zod'
import { findAccountProfile } from '@/lib/db/access-accounts'
import { insertMember } from '@/lib/db/access-members'
import { AddCustomerMemberInput } from '@/lib/domain/access/inputs'
import { notFound } from '@/lib/domain/refusals'
import { ensurePerson } from '../access/ensure-person'
import { hashPassword } from '../access/password-hash'
import { either, job, staff } from '../allow'
import { defineDirect, defineUsecase } from '../define'

const NAME = 'oversight.add-customer-member'
const allow = either(staff('operator', 'admin'), job)

/** Puts somebody into a customer's account, the first owner for instance. Who is a member already stays as they are. */
export const addCustomerMember = defineDirect({
  name: NAME,
  input: AddCustomerMemberInput,
  allow,
  run: async ({ password, ...input }, caller, house) => {
    const passwordHash = password === undefined ? null : await hashPassword(password)
    return store(caller, { ...input, passwordHash }, house)
  },
})

const store = defineUsecase({
  name: NAME,
  input: AddCustomerMemberInput.omit({ password: true }).extend({ passwordHash: z.string().nullable() }),
  allow,
  run: async ({ accountId, role, name, ...person }, work) => {
    if (!(await findAccountProfile(work.tx, accountId))) throw notFound('account')
    const user = await ensurePerson(work, name === undefined ? person : { ...person, name })
    const joined = await insertMember(work.tx, { accountId, userId: user.id, role, createdAt: work.now })
    work.audit({ accountId, subject: `user:${user.id}`, detail: { joined, role } })
    return { userId: user.id, joined }
  },
})
