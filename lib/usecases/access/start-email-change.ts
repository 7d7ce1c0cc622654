import { findUser, findUserByEmail } from '@/lib/db/access-users'
import { StartEmailChangeInput } from '@/lib/domain/access/inputs'
import { notFound } from '@/lib/domain/refusals'
import { person } from '../allow'
import { defineDirect, defineUsecase } from '../define'
import { countTry, trySubjects } from './count-tries'
import { makeMailLink } from './mail-links'
import { thenPost, writeLetter } from './post-letter'
import { requireCurrentPassword } from './require-current-password'

const NAME = 'access.start-email-change'
const Input = StartEmailChangeInput.omit({ currentPassword: true })

/** Sends a link to the new address; the old one stays until it is opened. Says nothing about whether the new one is somebody else's. */
export const startEmailChange = defineDirect({
  name: NAME,
  input: StartEmailChangeInput,
  allow: person,
  run: async ({ email, currentPassword, language }, caller, house) => {
    const user = await findUser(house.db, caller.userId)
    if (!user) throw notFound('person')
    await requireCurrentPassword(house, user, currentPassword)
    await countTry(house, trySubjects('email-change', email, `user:${user.id}`))
    await send(caller, { email, language: user.language ?? language }, house)
  },
})

const send = thenPost(
  defineUsecase({
    name: NAME,
    input: Input,
    allow: person,
    run: async ({ email, language }, work) => {
      const { userId } = work.caller
      work.audit({ subject: `user:${userId}`, detail: { asked: 'change-email', to: email } })
      if (await findUserByEmail(work.tx, email)) return { letters: [], answer: undefined }
      const link = await makeMailLink(work, 'change-email', { email, userId })
      return { letters: [await writeLetter(work, email, 'change-email', language, { email, link })], answer: undefined }
    },
  }),
)
