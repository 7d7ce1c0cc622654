import { insertMember } from '@/lib/db/access-members'
import { findUserByEmail, insertUser, type User } from '@/lib/db/access-users'
import { TakeLinkInput } from '@/lib/domain/access/inputs'
import { nameFromEmail } from '@/lib/domain/access/names'
import { visitor } from '../allow'
import { defineUsecase, type Work } from '../define'
import { deadLink, takeMailLink } from './mail-links'
import { type OpenedSession, openSession } from './open-session'
import { proveAddress } from './prove-address'

/** Makes the invited person a member, and a person of ours if need be, and signs this browser in. */
export const acceptInvitation = defineUsecase({
  name: 'access.accept-invitation',
  input: TakeLinkInput,
  allow: visitor,
  run: async ({ secret, userAgent }, work): Promise<OpenedSession & { accountId: string }> => {
    const { email, accountId, role } = await takeMailLink(work, 'invitation', secret)
    if (accountId === null || role === null) throw deadLink()
    const known = await findUserByEmail(work.tx, email)
    if (known) await proveAddress(work, known)
    const user = known ?? (await createUser(work, email))
    const joined = await insertMember(work.tx, { accountId, userId: user.id, role, createdAt: work.now })
    work.audit({ accountId, subject: `user:${user.id}`, detail: { joined, role } })
    return { ...(await openSession(work, { userId: user.id, method: 'mail-link', userAgent })), accountId }
  },
})

async function createUser(work: Work, email: string): Promise<User> {
  const user: User = {
    id: work.newId(),
    email,
    name: nameFromEmail(email),
    passwordHash: null,
    language: null,
    verifiedAt: work.now,
  }
  await insertUser(work.tx, { ...user, createdAt: work.now })
  return user
}
