import { z } from 'zod'
import { cancelMailTokens } from '@/lib/db/access-mail-tokens'
import { findUser, findUserByEmail, updateEmail } from '@/lib/db/access-users'
import { SecretInput } from '@/lib/domain/access/inputs'
import { Refusal } from '@/lib/domain/refusals'
import { either, person, visitor } from '../allow'
import { defineUsecase } from '../define'
import { deadLink, takeMailLink } from './mail-links'
import { thenPost, writeLetter } from './post-letter'

/** Puts the new address in place of the old one with the link that was sent to it, and tells the old one. */
export const confirmEmailChange = thenPost(
  defineUsecase({
    name: 'access.confirm-email-change',
    input: z.strictObject({ secret: SecretInput }),
    allow: either(person, visitor),
    run: async ({ secret }, work) => {
      const token = await takeMailLink(work, 'change-email', secret)
      const user = token.userId === null ? null : await findUser(work.tx, token.userId)
      if (!user) throw deadLink()
      if (await findUserByEmail(work.tx, token.email)) {
        throw new Refusal('conflict', {
          detail: 'Somebody signs in with this address already.',
          facts: { rule: 'email-taken' },
        })
      }
      await updateEmail(work.tx, user.id, token.email, work.now)
      await cancelMailTokens(work.tx, user.id, work.now)
      work.audit({ subject: `user:${user.id}`, detail: { emailChanged: { from: user.email, to: token.email } } })
      const letter = await writeLetter(work, user.email, 'email-changed', user.language ?? 'en', { email: token.email })
      return { letters: [letter], answer: { email: token.email } }
    },
  }),
)
