import { createHmac } from 'node:crypto'
import { config } from '@/lib/config'
import { findUser } from '@/lib/db/access-users'
import type { Queryable } from '@/lib/db/client'
import { findCardFingerprint } from '@/lib/db/purchases-buyers'
import type { TrialMark } from '@/lib/db/purchases-trials'
import { mailboxOf } from '@/lib/domain/purchases/trial'

/** By what a person is known again, and what of it is missing. */
export interface Person {
  readonly marks: readonly TrialMark[]
  readonly isProven: boolean
  readonly hasCard: boolean
}

/** Who asks for a trial: their user, their mailbox, the account's saved card. Kept as hashes under the house's secret. */
export async function personOf(tx: Queryable, accountId: string, userId: string): Promise<Person> {
  const user = await findUser(tx, userId)
  const fingerprint = await findCardFingerprint(tx, accountId)
  const marks = [
    markOf('user', userId),
    ...(user ? [markOf('email', mailboxOf(user.email))] : []),
    ...(fingerprint === null ? [] : [markOf('card', fingerprint)]),
  ]
  return { marks, isProven: user?.verifiedAt != null, hasCard: fingerprint !== null }
}

function markOf(kind: TrialMark['kind'], value: string): TrialMark {
  return { kind, mark: createHmac('sha256', config().NEXTAUTH_SECRET).update(`trial ${kind} ${value}`).digest('hex') }
}
