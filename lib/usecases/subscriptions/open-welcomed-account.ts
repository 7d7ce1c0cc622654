import { insertMember } from '@/lib/db/access-members'
import { findWelcomeRule } from '@/lib/db/subscriptions'
import { addDays } from '@/lib/domain/calendar'
import type { Work } from '../define'
import { openAccount } from '../ledger/open-account'
import { postGrant } from '../ledger/post-grant'

/** Opens an account with its first owner and the welcome grant of the rule in force, within the work of another verb; returns its id. */
export async function openWelcomedAccount(
  work: Work,
  { ownerId, name, timeZone, demo = false }: { ownerId: string; name: string; timeZone: string; demo?: boolean },
): Promise<string> {
  const accountId = await openAccount(work, { name, timeZone, currency: 'EUR', demo })
  await insertMember(work.tx, { accountId, userId: ownerId, role: 'owner', createdAt: work.now })
  const rule = await findWelcomeRule(work.tx, work.now)
  if (rule) {
    await postGrant(work, {
      accountId,
      key: 'welcome',
      source: 'promo',
      name: 'Welcome',
      amount: rule.tokens,
      reason: rule.reason,
      expiresAt: addDays(work.now, timeZone, rule.lastsDays),
      actor: 'system:welcome',
    })
  }
  return accountId
}
