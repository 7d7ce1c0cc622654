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
/** From one network address in a quarter of an hour: a classroom, not a machine that collects welcome grants. */
const ACCOUNTS_MAX = 50
const Input = SignUpInput.extend({
  /** Marks an account of the demo story; only the house may say so. */
  demo: z.boolean().default(false),
})

export interface SignedUp extends OpenedSession {
  accountId: string
}

/**
 * Makes a person, an account in euros with the person as owner, and the welcome grant, and signs the browser in.
 * A taken address is said to be taken: the form could not help saying so. Such answers are counted, like failed sign-ins, and so are
 * the accounts made.
 */
export const signUp = defineDirect({
  name: NAME,
  input: Input,
  allow: either(visitor, job),
  run: async ({ password, ...input }, caller, house): Promise<SignedUp> => {
    const subjectsOf = (what: string) =>
      caller.kind === 'visitor' ? trySubjects(what, input.email, caller.address) : null
    const [tried, made] = [subjectsOf('sign-up'), subjectsOf('account')]
    if (tried) await countTry(house, tried)
    await requireFree(house, input.email)
    if (made) await countTry(house, made, ACCOUNTS_MAX)
    const signedUp = await create(caller, { ...input, passwordHash: await hashPassword(password) }, house)
    if (tried) await forgiveTry(house, tried)
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
