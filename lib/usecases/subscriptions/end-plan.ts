import { updateAccountPlan } from '@/lib/db/accounts'
import { setSubscriptionEnd } from '@/lib/db/subscriptions'
import type { Instant } from '@/lib/domain/instants'
import { Refusal } from '@/lib/domain/refusals'
import { endAllowance } from '@/lib/domain/subscriptions/apply-plan-change'
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
    const { current, period, next } = await readStanding(work.tx, open.book, now)
    const ended = current ?? next
    if (!ended) {
      throw new Refusal('conflict', {
        detail: 'The account is on no plan, so there is none to end. Nothing was changed.',
      })
    }
    if (current && current.endsAt !== null && !next) {
      work.unchanged()
      return current.endsAt
    }
    requireNotRenewed({ current, period, next })
    const endsAt = period?.endsAt ?? work.now
    const ends = [
      ...(next ? [endAllowance(open, next, next.startsAt)] : []),
      ...(current ? [endAllowance(open, current, endsAt)] : []),
    ]
    for (const end of ends) await setSubscriptionEnd(work.tx, accountId, end.id, end.endsAt)
    const isOver = !current || !period
    const plan = isOver ? { key: null, nextAt: null } : { key: current.planKey, nextAt: endsAt }
    await updateAccountPlan(work.tx, accountId, { ...plan, nextKey: null })
    work.audit({
      accountId,
      subject: `subscription:${ended.id}`,
      reason,
      detail: { change: 'end', plan: ended.planKey },
    })
    return endsAt
  })
}
