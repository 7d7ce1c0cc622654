import { z } from 'zod'
import { findUserByEmail, insertUser } from '@/lib/db/access-users'
import { SignUpInput } from '@/lib/domain/access/inputs'
import { nameFromEmail } from '@/lib/domain/access/names'
import { Refusal } from '@/lib/domain/refusals'
import { countTry, forgiveTry, trySubjects } from '../access/count-tries'
import { type OpenedSession, openSession } from '../access/open-session'
import { hashPassword } from '../access/password-hash'
import { either, job, visitor } from '../allow'
import { defineDirect, defineUsecase, type House } from '../define'
import { openWelcomedAccount } from './open-welcomed-account'

const NAME = 'subscriptions.sign-up'
const Input = SignUpInput.extend({
  /** Marks an account of the demo story; only the house may say so. */
  demo: z.boolean().default(false),
})

export interface SignedUp extends OpenedSession {
  accountId: string
}

/**
 * Makes a person, an account in euros with the person as owner, and the welcome grant, and signs the browser in.
 * A taken address is said to be taken: the form could not help saying so. Such answers are counted, like failed sign-ins.
 */
export const signUp = defineDirect({
  name: NAME,
  input: Input,
  allow: either(visitor, job),
  run: async ({ password, ...input }, caller, house): Promise<SignedUp> => {
    const subjects = caller.kind === 'visitor' ? trySubjects('sign-up', input.email, caller.address) : null
    if (subjects) await countTry(house, subjects)
    await requireFree(house, input.email)
    const signedUp = await create(caller, { ...input, passwordHash: await hashPassword(password) }, house)
    if (subjects) await forgiveTry(house, subjects)
    return signedUp
  },
})

async function requireFree(house: House, email: string): Promise<void> {
  if (await findUserByEmail(house.db, email)) throw taken()
}

const create = defineUsecase({
  name: NAME,
  input: Input.omit({ password: true }).extend({ passwordHash: z.string() }),
  allow: either(visitor, job),
  run: async ({ email, accountName, timeZone, language, userAgent, passwordHash, demo }, work): Promise<SignedUp> => {
    const name = nameFromEmail(email)
    const vouched = work.caller.kind !== 'visitor'
    const user = { id: work.newId(), email, name, passwordHash, language, verifiedAt: vouched ? work.now : null }
    if (!(await insertUser(work.tx, { ...user, createdAt: work.now }))) throw taken()
    const account = { ownerId: user.id, name: accountName ?? name, timeZone, demo: demo && vouched }
    const accountId = await openWelcomedAccount(work, account)
    return { ...(await openSession(work, { userId: user.id, method: 'password', userAgent })), accountId }
  },
})

function taken(): Refusal {
  return new Refusal('conflict', {
    detail: 'Somebody signs in with this address already. Sign in instead.',
    faults: [
      {
        pointer: '/email',
        code: 'email-taken',
        message: 'There is an account for this address already: sign in instead.',
      },
    ],
  })
}
