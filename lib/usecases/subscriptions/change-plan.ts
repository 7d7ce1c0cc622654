import { updateAccountPlan } from '@/lib/db/accounts'
import { findPlan } from '@/lib/db/catalogue-plans'
import { insertAllowance } from '@/lib/db/ledger-allowances'
import { insertSubscription, setSubscriptionEnd } from '@/lib/db/subscriptions'
import type { Plan } from '@/lib/domain/catalogue/plans'
import type { Instant } from '@/lib/domain/instants'
import type { Book } from '@/lib/domain/ledger/model'
import { periodGrantId } from '@/lib/domain/ledger/periods'
import { Refusal } from '@/lib/domain/refusals'
import { type AppliedChange, applyPlanChange, type Beginning } from '@/lib/domain/subscriptions/apply-plan-change'
import { planChange, requireNotRenewed } from '@/lib/domain/subscriptions/plan-change'
import type { Work } from '../define'
import { inBook } from '../ledger/in-book'
import { readStanding } from './read-standing'

/** Says how the plan begins only for an account without one. */
export interface PlanRequest extends Beginning {
  /** Whether its periods are paid by card; by default as those of the plan that runs. */
  readonly isBilled?: boolean
  /** The instant that a paid change was priced at, which is what it brings; by default now. */
  readonly pricedAt?: Instant
  readonly accountId: string
  readonly planKey: string
  readonly reason: string
}

export interface ChangedPlan extends Pick<AppliedChange, 'from' | 'tokensAdded'> {
  readonly change: AppliedChange['kind']
  /** What it brings at once; null when nothing. */
  readonly grantId: string | null
}

/** Puts an account on a plan within the work of another verb: see `planChange` for what comes now and what waits. */
export async function changePlan(work: Work, request: PlanRequest): Promise<ChangedPlan> {
  const plan = await requirePlan(work, request.planKey)
  return inBook(work.tx, work.house, request.accountId, async (open, now) => {
    requireCurrency(plan, open.book)
    const standing = await readStanding(work.tx, open.book, now)
    const change = planChange(standing, plan, request.pricedAt ?? now)
    if (change.kind === 'unchanged') {
      work.unchanged()
      return { change: change.kind, from: null, tokensAdded: 0n, grantId: null }
    }
    if (change.kind !== 'start') requireNoBeginning(request)
    requireNotRenewed(standing)
    const { actor, now: readAt, newId } = work
    const isBilled = request.isBilled ?? standing.current?.allowance.isBilled ?? false
    const terms = { ...request, plan, isBilled, now, readAt, actor, newId }
    const applied = applyPlanChange(open, standing, change, terms)
    await writePlanChange(work, request, applied)
    const subject = applied.added ?? standing.current
    const before = standing.current && change.kind !== 'start' ? { before: standing.current.planKey } : {}
    work.audit({
      accountId: request.accountId,
      subject: `subscription:${subject?.id}`,
      reason: request.reason,
      detail: { change: change.kind, plan: plan.key, ...before, ...detailOf(applied) },
    })
    return { change: change.kind, from: applied.from, tokensAdded: applied.tokensAdded, grantId: grantOf(applied) }
  })
}

/** The grant of the period that a start opens, or of the rest of one that an upgrade adds. */
function grantOf({ kind, added, tokensAdded }: AppliedChange): string | null {
  if (!added) return null
  const { id, nextN } = added.allowance
  if (kind === 'start') return periodGrantId(id, nextN)
  return kind === 'upgrade' && tokensAdded > 0n ? periodGrantId(id, nextN - 1) : null
}

/** Writes down what `applyPlanChange` leaves beside the book. */
export async function writePlanChange(
  work: Work,
  { accountId, reason }: Pick<PlanRequest, 'accountId' | 'reason'>,
  applied: AppliedChange,
): Promise<void> {
  for (const { id, endsAt } of applied.ends) await setSubscriptionEnd(work.tx, accountId, id, endsAt)
  if (applied.added) {
    const { allowance, ...row } = applied.added
    const { actor, now: createdAt } = work
    await insertAllowance(work.tx, accountId, allowance, createdAt)
    await insertSubscription(work.tx, accountId, { ...row, allowanceId: allowance.id, createdAt, actor, reason })
  }
  await updateAccountPlan(work.tx, accountId, applied.planOfAccount)
}

/** What of it is worth keeping in the audit log. */
function detailOf({ kind, added, tokensAdded, costCents }: AppliedChange): Record<string, string | number> {
  if (kind === 'upgrade') return { added: `${tokensAdded}`, costCents: `${costCents}` }
  if (kind === 'start' && added) return { anchor: added.allowance.anchor, period: added.allowance.nextN }
  return {}
}

async function requirePlan({ tx }: Work, key: string): Promise<Plan> {
  const plan = await findPlan(tx, key)
  if (plan) return plan
  const fault = { pointer: '/planKey', code: 'unknown-plan', message: 'Choose one of the plans on sale.' }
  throw new Refusal('invalid-input', { detail: 'There is no such plan. Nothing was changed.', faults: [fault] })
}

/** A plan is paid in the account's currency, or not at all. */
function requireCurrency(plan: Plan, { currency }: Book): void {
  if (plan.currency === currency) return
  const message = `Choose a plan that is priced in ${currency}.`
  const fault = { pointer: '/planKey', code: 'other-currency', message }
  throw new Refusal('invalid-input', {
    detail: `The plan is priced in ${plan.currency}, the account pays in ${currency}. Nothing was changed.`,
    faults: [fault],
  })
}

/** The periods of a plan that runs are counted and paid already. */
function requireNoBeginning(request: PlanRequest): void {
  const named = (['anchor', 'startsAt', 'paidUntil'] as const).filter((field) => request[field] !== undefined)
  if (named.length === 0) return
  const message = 'Leave it out: the periods go on as they are.'
  throw new Refusal('invalid-input', {
    detail: 'The account has a plan already, whose periods are counted. Nothing was changed.',
    faults: named.map((field) => ({ pointer: `/${field}`, code: 'not-allowed', message })),
  })
}
