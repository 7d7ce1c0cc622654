import { insertMember } from '@/lib/db/access-members'
import { TakeLinkInput } from '@/lib/domain/access/inputs'
import { visitor } from '../allow'
import { defineUsecase } from '../define'
import { ensurePerson } from './ensure-person'
import { deadLink, takeMailLink } from './mail-links'
import { type OpenedSession, openSession } from './open-session'

/** Makes the invited person a member, and a person of ours if need be, and signs this browser in. */
export const acceptInvitation = defineUsecase({
  name: 'access.accept-invitation',
  input: TakeLinkInput,
  allow: visitor,
  run: async ({ secret, userAgent }, work): Promise<OpenedSession & { accountId: string }> => {
    const { email, accountId, role } = await takeMailLink(work, 'invitation', secret)
    if (accountId === null || role === null) throw deadLink()
    const user = await ensurePerson(work, { email })
    const joined = await insertMember(work.tx, { accountId, userId: user.id, role, createdAt: work.now })
    work.audit({ accountId, subject: `user:${user.id}`, detail: { joined, role } })
    return { ...(await openSession(work, { userId: user.id, method: 'mail-link', userAgent })), accountId }
  },
})
