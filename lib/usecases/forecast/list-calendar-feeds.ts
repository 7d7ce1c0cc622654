import { z } from 'zod'
import { type CalendarFeedRow, listCalendarFeeds as list } from '@/lib/db/forecast-feeds'
import type { MemberCaller } from '@/lib/domain/access/callers'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { anyRole } from '../allow'
import { defineQuery } from '../define'

export type { CalendarFeedRow }

/** The private addresses in use, the newest first: a member's own, an owner's and everybody's for an owner. Never the secrets. */
export const listCalendarFeeds = defineQuery({
  name: 'forecast.list-calendar-feeds',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: ({ accountId }, { tx, caller }): Promise<CalendarFeedRow[]> => list(tx, accountId, feedsOf(caller, accountId)),
})

/** Whose feeds the caller may see and end: an owner everybody's (null), others their own. */
export function feedsOf({ roles, userId }: MemberCaller, accountId: string): string | null {
  return roles[accountId] === 'owner' ? null : userId
}
