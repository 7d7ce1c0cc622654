import { findUserByEmail } from '@/lib/db/access-users'
import { StartLinkInput } from '@/lib/domain/access/inputs'
import { visitor } from '../allow'
import { defineQueued, defineUsecase } from '../define'
import { countTry, trySubjects } from './count-tries'
import { makeMailLink } from './mail-links'
import { thenPost, writeLetter } from './post-letter'
import { shortHash } from './secrets'

const NAME = 'access.start-password-reset'

/** Sends a link for setting a new password, if the address is somebody's. The answer is the same if it is not. */
export const startPasswordReset = defineQueued({
  name: NAME,
  input: StartLinkInput,
  allow: visitor,
  run: async (input, caller, house) => {
    await countTry(house, trySubjects('mail', input.email, caller.address))
    await send(caller, input, house)
  },
})

const send = thenPost(
  defineUsecase({
    name: NAME,
    input: StartLinkInput,
    allow: visitor,
    run: async ({ email, language }, work) => {
      work.audit({ subject: `email:${shortHash(email)}`, detail: { asked: 'reset-password' } })
      const user = await findUserByEmail(work.tx, email)
      if (!user) return { letters: [], answer: undefined }
      const link = await makeMailLink(work, 'reset-password', { email, userId: user.id })
      return {
        letters: [await writeLetter(work, email, 'reset-password', user.language ?? language, { link })],
        answer: undefined,
      }
    },
  }),
)
