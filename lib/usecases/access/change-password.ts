import { z } from 'zod'
import { cancelMailTokens } from '@/lib/db/access-mail-tokens'
import { revokeSessions } from '@/lib/db/access-sessions'
import { findUser, updatePassword } from '@/lib/db/access-users'
import { ChangePasswordInput } from '@/lib/domain/access/inputs'
import { notFound } from '@/lib/domain/refusals'
import { person } from '../allow'
import { defineDirect, defineUsecase } from '../define'
import { hashPassword } from './password-hash'
import { thenPost, writeLetter } from './post-letter'
import { requireCurrentPassword } from './require-current-password'

const NAME = 'access.change-password'

/** Sets a new password; the present one is asked for if there is one. All other sessions end, and a letter tells so. */
export const changePassword = defineDirect({
  name: NAME,
  input: ChangePasswordInput,
  allow: person,
  run: async ({ currentPassword, newPassword }, caller, house) => {
    const user = await findUser(house.db, caller.userId)
    if (!user) throw notFound('person')
    await requireCurrentPassword(house, user, currentPassword)
    await store(
      caller,
      { passwordHash: await hashPassword(newPassword), email: user.email, language: user.language ?? 'en' },
      house,
    )
  },
})

const store = thenPost(
  defineUsecase({
    name: NAME,
    input: z.object({ passwordHash: z.string(), email: z.string(), language: z.enum(['en', 'fr']) }),
    allow: person,
    run: async ({ passwordHash, email, language }, work) => {
      const { userId, sessionId } = work.caller
      await updatePassword(work.tx, userId, passwordHash)
      const ended = await revokeSessions(work.tx, userId, sessionId, work.now)
      await cancelMailTokens(work.tx, userId, work.now)
      work.audit({ subject: `user:${userId}`, detail: { passwordChanged: true, sessionsEnded: ended } })
      return { letters: [await writeLetter(work, email, 'password-changed', language)], answer: undefined }
    },
  }),
)
