import { z } from 'zod'
import { listMembers } from '@/lib/db/access-members'
import { insertCalendarFeed, listCalendarFeeds } from '@/lib/db/forecast-feeds'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { hashSecret, newSecret } from '../access/secrets'
import { anyRole } from '../allow'
import { defineUsecase } from '../define'

/** So many may one person have for an account: a calendar program needs one. */
const FEEDS_MAX = 10

/** Makes a private address of the account's calendar. The secret is in this answer and nowhere else. */
export const createCalendarFeed = defineUsecase({
  name: 'forecast.create-calendar-feed',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: async ({ accountId }, work): Promise<{ id: string; secret: string }> => {
    const { userId } = work.caller
    // Their locks let two requests of one person not both be the tenth, and keep out whoever is just being removed.
    const members = await listMembers(work.tx, accountId, true)
    if (!members.some((member) => member.userId === userId)) throw notFound('account')
    if ((await listCalendarFeeds(work.tx, accountId, userId)).length >= FEEDS_MAX) {
      throw new Refusal('conflict', {
        detail: `You have ${FEEDS_MAX} private addresses for this account. Revoke one first.`,
        facts: { rule: 'feeds-max' },
      })
    }
    const [id, secret] = [work.newId(), newSecret()]
    await insertCalendarFeed(work.tx, { id, accountId, userId, hash: hashSecret(secret), createdAt: work.now })
    work.audit({ accountId, subject: `calendar-feed:${id}`, detail: { made: true } })
    return { id, secret }
  },
})
