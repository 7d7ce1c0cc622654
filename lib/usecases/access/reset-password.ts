import { z } from 'zod'
import { cancelMailTokens } from '@/lib/db/access-mail-tokens'
import { revokeSessions } from '@/lib/db/access-sessions'
import { findUser, updatePassword, updateVerifiedAt } from '@/lib/db/access-users'
import { ResetPasswordInput } from '@/lib/domain/access/inputs'
import { visitor } from '../allow'
import { defineDirect, defineUsecase } from '../define'
import { deadLink, requireLiveLink, takeMailLink } from './mail-links'
import { openSession } from './open-session'
import { hashPassword } from './password-hash'

const NAME = 'access.reset-password'

/** Sets a new password with a link from a message, once; ends every session and signs this browser in. */
export const resetPassword = defineDirect({
  name: NAME,
  input: ResetPasswordInput,
  allow: visitor,
  run: async ({ secret, password, userAgent }, caller, house) => {
    await requireLiveLink(house, 'reset-password', secret)
    return store(caller, { secret, userAgent, passwordHash: await hashPassword(password) }, house)
  },
})

const store = defineUsecase({
  name: NAME,
  input: z.object({ secret: z.string(), passwordHash: z.string(), userAgent: z.string() }),
  allow: visitor,
  run: async ({ secret, passwordHash, userAgent }, work) => {
    const token = await takeMailLink(work, 'reset-password', secret)
    const user = token.userId === null ? null : await findUser(work.tx, token.userId)
    if (!user || user.email !== token.email) throw deadLink()
    await updatePassword(work.tx, user.id, passwordHash)
    await updateVerifiedAt(work.tx, user.id, work.now)
    const ended = await revokeSessions(work.tx, user.id, null, work.now)
    await cancelMailTokens(work.tx, user.id, work.now)
    work.audit({ subject: `user:${user.id}`, detail: { passwordReset: true, sessionsEnded: ended } })
    return openSession(work, { userId: user.id, method: 'mail-link', userAgent })
  },
})
