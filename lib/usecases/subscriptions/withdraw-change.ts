import { findPlan } from '@/lib/db/catalogue-plans'
import { Refusal } from '@/lib/domain/refusals'
import { applyPlanChange } from '@/lib/domain/subscriptions/apply-plan-change'
import { requireNotRenewed } from '@/lib/domain/subscriptions/plan-change'
import type { Work } from '../define'
import { inBook } from '../ledger/in-book'
import { writePlanChange } from './change-plan'
import { readStanding } from './read-standing'

/**
 * Withdraws what was to take the place of the running plan, within the work of another verb: it goes on as it was taken, whatever it costs
 * others by now. Returns its key.
 */
export async function withdrawChange(
  work: Work,
  { accountId, reason }: { accountId: string; reason: string },
): Promise<string> {
  return inBook(work.tx, work.house, accountId, async (open, now) => {
    const standing = await readStanding(work.tx, open.book, now)
    const { current, period, next } = standing
    const plan = current && (await findPlan(work.tx, current.planKey))
    if (!current || !period || !plan) {
      throw new Refusal('conflict', { detail: 'No plan runs that could go on. Nothing was changed.' })
    }
    if (current.endsAt === null && !next) {
      work.unchanged()
      return current.planKey
    }
    requireNotRenewed(standing)
    const { actor, now: readAt, newId } = work
    const { isBilled } = current.allowance
    const terms = { plan, isBilled, now, readAt, actor, reason, newId }
    await writePlanChange(work, { accountId, reason }, applyPlanChange(open, standing, { kind: 'keep', period }, terms))
    const subject = `subscription:${current.id}`
    work.audit({ accountId, subject, reason, detail: { change: 'keep', plan: current.planKey } })
    return current.planKey
  })
}
