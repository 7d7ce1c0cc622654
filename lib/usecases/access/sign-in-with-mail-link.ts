import { findUser } from '@/lib/db/access-users'
import { TakeLinkInput } from '@/lib/domain/access/inputs'
import { visitor } from '../allow'
import { defineUsecase } from '../define'
import { deadLink, takeMailLink } from './mail-links'
import { openSession } from './open-session'
import { proveAddress } from './prove-address'

/** Signs in with a link from a message, once. */
export const signInWithMailLink = defineUsecase({
  name: 'access.sign-in-with-mail-link',
  input: TakeLinkInput,
  allow: visitor,
  run: async ({ secret, userAgent }, work) => {
    const token = await takeMailLink(work, 'sign-in', secret)
    const user = token.userId === null ? null : await findUser(work.tx, token.userId)
    if (!user || user.email !== token.email) throw deadLink()
    await proveAddress(work, user)
    return openSession(work, { userId: user.id, method: 'mail-link', userAgent })
  },
})
