import { z } from 'zod'
import { revokeSession as revoke } from '@/lib/db/access-sessions'
import { notFound } from '@/lib/domain/refusals'
import { person } from '../allow'
import { defineUsecase } from '../define'

/** Ends one of the person's own sessions, such as one on a lost computer. */
export const revokeSession = defineUsecase({
  name: 'access.revoke-session',
  input: z.strictObject({ sessionId: z.uuid() }),
  allow: person,
  run: async ({ sessionId }, work) => {
    const { userId } = work.caller
    if (!(await revoke(work.tx, userId, sessionId, work.now))) throw notFound('session')
    work.audit({ subject: `user:${userId}`, detail: { revoked: sessionId } })
  },
})
