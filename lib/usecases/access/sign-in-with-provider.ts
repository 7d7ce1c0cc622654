import type { z } from 'zod'
import { findUserByEmail, findUserByProvider, insertProviderLink, insertUser, type User } from '@/lib/db/access-users'
import { NameInput, SignInWithProviderInput } from '@/lib/domain/access/inputs'
import { nameFromEmail } from '@/lib/domain/access/names'
import { Refusal } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { openSession } from './open-session'
import { proveAddress } from './prove-address'

type Identity = z.output<typeof SignInWithProviderInput>

/**
 * Signs in somebody whom Google or GitHub has identified. A first visit is tied to a person only by an address that the
 * provider has verified. Called by the sign-in callback itself, which is why its caller is the house.
 */
export const signInWithProvider = defineUsecase({
  name: 'access.sign-in-with-provider',
  input: SignInWithProviderInput,
  allow: job,
  run: async (identity, work) => {
    const known = await findUserByProvider(work.tx, identity.provider, identity.providerId)
    const user = known ?? (await link(work, identity))
    return openSession(work, { userId: user.id, method: identity.provider, userAgent: identity.userAgent })
  },
})

async function link(work: Work, identity: Identity): Promise<User> {
  const { provider, providerId, verifiedEmail: email } = identity
  if (email === null) {
    throw new Refusal('forbidden', {
      detail: `Your ${provider} account has no verified address. Verify it there, or sign in by e-mail.`,
      facts: { rule: 'address-not-verified' },
    })
  }
  const known = await findUserByEmail(work.tx, email)
  if (known) await proveAddress(work, known)
  const user = known ?? (await createUser(work, email, identity.name))
  await insertProviderLink(work.tx, { provider, providerId, userId: user.id, createdAt: work.now })
  work.audit({ subject: `user:${user.id}`, detail: { linked: provider } })
  return user
}

async function createUser(work: Work, email: string, name: string): Promise<User> {
  const given = NameInput.safeParse(name)
  const user: User = {
    id: work.newId(),
    email,
    name: given.success ? given.data : nameFromEmail(email),
    passwordHash: null,
    language: null,
    verifiedAt: work.now,
  }
  await insertUser(work.tx, { ...user, createdAt: work.now })
  return user
}
