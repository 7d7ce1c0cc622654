import { updateAccountPlan } from '@/lib/db/accounts'
import { setSubscriptionEnd } from '@/lib/db/subscriptions'
import type { Instant } from '@/lib/domain/instants'
import { Refusal } from '@/lib/domain/refusals'
import { applyPlanEnd } from '@/lib/domain/subscriptions/apply-plan-end'
import { requireNotRenewed } from '@/lib/domain/subscriptions/plan-change'
import type { Work } from '../define'
import { inBook } from '../ledger/in-book'
import { readStanding } from './read-standing'

/**
 * Ends the plan of an account with its running period, within the work of another verb; at once when none runs. Whatever was to
 * follow is withdrawn. Tokens stay until they expire. Returns when it ends.
 */
export async function endPlan(
  work: Work,
  { accountId, reason }: { accountId: string; reason: string },
): Promise<Instant> {
  return inBook(work.tx, work.house, accountId, async (open, now) => {
    const standing = await readStanding(work.tx, open.book, now)
    const ended = standing.current ?? standing.next
    if (!ended) {
      throw new Refusal('conflict', {
        detail: 'The account is on no plan, so there is none to end. Nothing was changed.',
      })
    }
    const applied = applyPlanEnd(open, standing, work.now)
    if (!applied) {
      work.unchanged()
      return ended.endsAt ?? work.now
    }
    requireNotRenewed(standing)
    for (const end of applied.ends) await setSubscriptionEnd(work.tx, accountId, end.id, end.endsAt)
    await updateAccountPlan(work.tx, accountId, applied.planOfAccount)
    work.audit({
      accountId,
      subject: `subscription:${ended.id}`,
      reason,
      detail: { change: 'end', plan: ended.planKey },
    })
    return applied.endsAt
  })
}
