import type { z } from 'zod'
import { findUserByProvider, insertProviderLink, type User } from '@/lib/db/access-users'
import { NameInput, SignInWithProviderInput } from '@/lib/domain/access/inputs'
import { Refusal } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { ensurePerson } from './ensure-person'
import { openSession } from './open-session'

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
  const name = NameInput.safeParse(identity.name)
  const user = await ensurePerson(work, name.success ? { email, name: name.data } : { email })
  await insertProviderLink(work.tx, { provider, providerId, userId: user.id, createdAt: work.now })
  work.audit({ subject: `user:${user.id}`, detail: { linked: provider } })
  return user
}
