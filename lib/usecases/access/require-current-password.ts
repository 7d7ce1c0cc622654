import type { User } from '@/lib/db/access-users'
import { Refusal } from '@/lib/domain/refusals'
import type { House } from '../define'
import { countTry, forgiveTry, trySubjects } from './count-tries'
import { verifyPassword } from './password-hash'

/**
 * Refuses unless the person proves to be there with the present password; a person without one has nothing to prove. Counted like sign-in.
 */
export async function requireCurrentPassword(house: House, user: User, password: string): Promise<void> {
  if (user.passwordHash === null) return
  const subjects = trySubjects('password', user.email, `user:${user.id}`)
  await countTry(house, subjects)
  if (await verifyPassword(user.passwordHash, password)) return forgiveTry(house, subjects)
  throw new Refusal('invalid-input', {
    detail: 'The current password is not right. Nothing was changed.',
    faults: [{ pointer: '/currentPassword', code: 'wrong-password', message: 'This is not your current password.' }],
  })
}
