import { config } from '@/lib/config'
import {
  hasMailToken,
  insertMailToken,
  type MailToken,
  type MailTokenPurpose,
  takeMailToken,
} from '@/lib/db/access-mail-tokens'
import { findUserByEmail, type Language } from '@/lib/db/access-users'
import { databaseNow } from '@/lib/db/clock'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/domain/instants'
import { Refusal } from '@/lib/domain/refusals'
import type { House, Work } from '../define'
import { type Posting, writeLetter } from './post-letter'
import { hashSecret, newSecret, shortHash } from './secrets'

const LASTS: Record<MailTokenPurpose, Instant> = {
  'sign-in': 15n * MINUTE,
  'reset-password': HOUR,
  'change-email': HOUR,
  invitation: 7n * DAY,
}

/** Each link leads to a page with a button: only pressing it uses the link up, not a mail scanner's visit. */
const PATHS: Record<MailTokenPurpose, string> = {
  'sign-in': '/sign-in/link',
  'reset-password': '/reset-password/new',
  'change-email': '/confirm-email',
  invitation: '/invitation',
}

/** Makes a link that works once, and returns its address. */
export async function makeMailLink(
  work: Work,
  purpose: MailTokenPurpose,
  facts: Pick<MailToken, 'email'> & Partial<Pick<MailToken, 'userId' | 'accountId' | 'role'>>,
): Promise<string> {
  const secret = newSecret()
  const times = { createdAt: work.now, expiresAt: work.now + LASTS[purpose] }
  await insertMailToken(work.tx, {
    userId: null,
    accountId: null,
    role: null,
    ...facts,
    purpose,
    hash: hashSecret(secret),
    ...times,
  })
  const address = new URL(PATHS[purpose], config().NEXTAUTH_URL)
  address.searchParams.set('token', secret)
  return address.toString()
}

/** Writes the letter with a link to whom the address belongs, and none when it is nobody's: the caller cannot tell which. */
export async function writeLinkLetter(
  work: Work,
  purpose: 'sign-in' | 'reset-password',
  { email, language }: { email: string; language: Language },
): Promise<Posting<undefined>> {
  work.audit({ subject: `email:${shortHash(email)}`, detail: { asked: purpose } })
  const user = await findUserByEmail(work.tx, email)
  if (!user) return { letters: [], answer: undefined }
  const link = await makeMailLink(work, purpose, { email, userId: user.id })
  const letter = await writeLetter(work, email, purpose, user.language ?? language, { link })
  return { letters: [letter], answer: undefined }
}

/** Refuses a link that cannot be used, without using it up: before work that costs more than looking. */
export async function requireLiveLink(house: House, purpose: MailTokenPurpose, secret: string): Promise<void> {
  const now = house.clock?.() ?? (await databaseNow(house.db))
  if (!(await hasMailToken(house.db, hashSecret(secret), purpose, now))) throw deadLink()
}

/** Uses a link up, or refuses: it was used, is too old, or never was. */
export async function takeMailLink(work: Work, purpose: MailTokenPurpose, secret: string): Promise<MailToken> {
  const token = await takeMailToken(work.tx, hashSecret(secret), purpose, work.now)
  if (!token) throw deadLink()
  return token
}

/** What a link that does not work is answered. */
export function deadLink(): Refusal {
  return new Refusal('not-found', {
    detail: 'This link was used already, or it is too old. Ask for another one.',
    facts: { rule: 'dead-link' },
  })
}
