import { findUserByEmail, insertUser, type User } from '@/lib/db/access-users'
import { nameFromEmail } from '@/lib/domain/access/names'
import type { Work } from '../define'
import { proveAddress } from './prove-address'

/**
 * The person of an address that is proven or vouched for: the known one, or a new one, within the work of another verb. A known
 * person keeps name, language and password.
 */
export async function ensurePerson(work: Work, facts: Pick<User, 'email'> & Partial<User>): Promise<User> {
  const { email, name, language = null, passwordHash = null } = facts
  const known = await findUserByEmail(work.tx, email)
  if (known) {
    await proveAddress(work, known)
    return known
  }
  const user: User = {
    id: work.newId(),
    email,
    name: name ?? nameFromEmail(email),
    passwordHash,
    language,
    verifiedAt: work.now,
  }
  if (await insertUser(work.tx, { ...user, createdAt: work.now })) return user
  // Another request made the person since we looked, and has committed.
  return ensurePerson(work, facts)
}
