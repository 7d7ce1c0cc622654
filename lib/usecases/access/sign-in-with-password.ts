import { z } from 'zod'
import { findUserByEmail } from '@/lib/db/access-users'
import { SignInWithPasswordInput } from '@/lib/domain/access/inputs'
import { Refusal } from '@/lib/domain/refusals'
import { visitor } from '../allow'
import { defineDirect, defineUsecase } from '../define'
import { countTry, forgiveTry, trySubjects } from './count-tries'
import { openSession } from './open-session'
import { verifyPassword } from './password-hash'
import { shortHash } from './secrets'

const NAME = 'access.sign-in-with-password'

/** Signs in with e-mail and password. Unknown address and wrong password get the same answer, after the same work. */
export const signInWithPassword = defineDirect({
  name: NAME,
  input: SignInWithPasswordInput,
  allow: visitor,
  run: async ({ email, password, userAgent }, caller, house) => {
    const subjects = trySubjects('password', email, caller.address)
    await countTry(house, subjects)
    const user = await findUserByEmail(house.db, email)
    const right = await verifyPassword(user?.passwordHash ?? null, password)
    if (!user || !right) {
      await recordFailure(caller, { email }, house)
      throw new Refusal('unauthenticated', {
        detail: 'This e-mail and this password do not belong together. Try again, or set a new password.',
        facts: { rule: 'wrong-password' },
      })
    }
    await forgiveTry(house, subjects)
    return open(caller, { userId: user.id, userAgent }, house)
  },
})

const open = defineUsecase({
  name: NAME,
  input: z.object({ userId: z.string(), userAgent: z.string() }),
  allow: visitor,
  run: (input, work) => openSession(work, { ...input, method: 'password' }),
})

const recordFailure = defineUsecase({
  name: NAME,
  input: z.object({ email: z.string() }),
  allow: visitor,
  run: async ({ email }, work) =>
    work.audit({
      subject: `email:${shortHash(email)}`,
      detail: { refused: 'wrong-password', address: work.caller.address },
    }),
})
