import { z } from 'zod'
import { revokeSession } from '@/lib/db/access-sessions'
import { person } from '../allow'
import { defineUsecase } from '../define'

/** Ends the session that asks. Its cookie is worthless from then on, wherever it was copied to. */
export const signOut = defineUsecase({
  name: 'access.sign-out',
  input: z.strictObject({}),
  allow: person,
  run: async (_, work) => {
    const { userId, sessionId } = work.caller
    await revokeSession(work.tx, userId, sessionId, work.now)
    work.audit({ subject: `user:${userId}`, detail: { signedOut: sessionId } })
  },
})
