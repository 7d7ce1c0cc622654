import { cancelMailTokens } from '@/lib/db/access-mail-tokens'
import { revokeSessions } from '@/lib/db/access-sessions'
import { type User, updatePassword, updateVerifiedAt } from '@/lib/db/access-users'
import type { Work } from '../define'

/**
 * Notes that the address is proven to be this person's. The first time, whatever was set up before under the unproven address goes:
 * somebody else may have signed up with it, and would otherwise stay in.
 */
export async function proveAddress(work: Work, user: User): Promise<void> {
  if (user.verifiedAt !== null) return
  await updateVerifiedAt(work.tx, user.id, work.now)
  await updatePassword(work.tx, user.id, null)
  await revokeSessions(work.tx, user.id, null, work.now)
  await cancelMailTokens(work.tx, user.id, work.now)
  work.audit({ subject: `user:${user.id}`, detail: { proven: true, passwordRemoved: user.passwordHash !== null } })
}
