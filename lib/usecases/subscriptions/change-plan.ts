import { updateAccountPlan } from '@/lib/db/accounts'
import { setSubscriptionEnd } from '@/lib/db/subscriptions'
import type { Plan } from '@/lib/domain/catalogue/plans'
import type { Instant } from '@/lib/domain/instants'
import { anchorOf, periodGrantId } from '@/lib/domain/ledger/periods'
import { PRIORITY, planGrant } from '@/lib/domain/ledger/plan-grant'
import type { OpenBook } from '@/lib/domain/ledger/posting'
import { Refusal } from '@/lib/domain/refusals'
import {
  type Period,
  type PlanChange,
  planChange,
  type RestOfPeriod,
  type Standing,
  type Subscription,
} from '@/lib/domain/subscriptions/plan-change'
import type { Tokens } from '@/lib/domain/tokens'
import type { Work } from '../define'
import { inBook } from '../ledger/in-book'
import { addSubscription, planName } from './add-subscription'
import { readStanding } from './read-standing'
import { type Beginning, requireCurrency, requirePlan, startSubscription } from './start-subscription'

/** Says how the plan begins only for an account without one. */
export interface PlanRequest extends Beginning {
  readonly accountId: string
  readonly planKey: string
  readonly reason: string
}

export interface ChangedPlan {
  readonly change: PlanChange['kind']
  /** From when on the plan is in force; null when nothing was changed. */
  readonly from: Instant | null
  /** What an upgrade added for the rest of the period. */
  readonly tokensAdded: Tokens
}

/** Puts an account on a plan within the work of another verb: see `planChange` for what comes now and what waits. */
export async function changePlan(work: Work, request: PlanRequest): Promise<ChangedPlan> {
  const plan = await requirePlan(work, request.planKey)
  return inBook(work.tx, work.house, request.accountId, async (open, now) => {
    requireCurrency(plan, open.book)
    const standing = await readStanding(work.tx, open.book, now)
    const change = planChange(standing, plan, now)
    if (change.kind === 'unchanged') {
      work.unchanged()
      return { change: change.kind, from: null, tokensAdded: 0n }
    }
    if (change.kind !== 'start') requireNoBeginning(request)
    if (standing.next) await withdraw(work, open, standing.next)
    const changed = { work, open, plan, request, now }
    switch (change.kind) {
      case 'start':
        return start(changed, standing)
      case 'keep':
        return keep(changed, requireCurrent(standing), change.period)
      case 'upgrade':
        return upgrade(changed, requireCurrent(standing), change.period, change.rest)
      case 'at-period-end':
        return changeAtPeriodEnd(changed, requireCurrent(standing), change.period)
    }
  })
}

/** A change in the making. */
interface Change {
  readonly work: Work
  readonly open: OpenBook
  readonly plan: Plan
  readonly request: PlanRequest
  readonly now: Instant
}

async function start({ work, open, plan, request, now }: Change, { current }: Standing): Promise<ChangedPlan> {
  if (current) await stop(work, open, current, work.now)
  const { startsAt } = await startSubscription(work, open, plan, request, now)
  return { change: 'start', from: startsAt, tokensAdded: 0n }
}

async function keep(change: Change, current: Subscription, { endsAt }: Period): Promise<ChangedPlan> {
  const { work, open } = change
  await setSubscriptionEnd(work.tx, open.book.accountId, current.id, null)
  open.setAllowance({ ...current.allowance, nextAt: endsAt })
  await updateAccountPlan(work.tx, open.book.accountId, { key: current.planKey, nextKey: null, nextAt: null })
  note(change, current, { change: 'keep' })
  return { change: 'keep', from: work.now, tokensAdded: 0n }
}

async function upgrade(
  change: Change,
  current: Subscription,
  { n, endsAt }: Period,
  { tokens, costCents, rollover }: RestOfPeriod,
): Promise<ChangedPlan> {
  const { work, open, plan, request, now } = change
  await stop(work, open, current, work.now)
  const { anchor, paidUntil } = current.allowance
  const { reason } = request
  const periods = { anchor, nextN: n + 1, nextAt: endsAt, paidUntil }
  const added = await addSubscription(work, open, { plan, startsAt: work.now, reason, ...periods })
  await updateAccountPlan(work.tx, open.book.accountId, { key: plan.key, nextKey: null, nextAt: null })
  if (tokens > 0n) {
    const rest = {
      id: periodGrantId(added.allowance.id, n),
      source: 'plan' as const,
      name: planName(plan),
      amount: tokens,
      priority: PRIORITY.plan,
      effectiveAt: now,
      expiresAt: endsAt,
      costCents,
      allowedActions: [],
      originGrantId: null,
      actor: work.actor,
      reason,
      allowanceId: added.allowance.id,
      periodN: n,
      rollover,
    }
    open.post(planGrant(open.book, rest, now), now)
  }
  note(change, added, { change: 'upgrade', before: current.planKey, added: `${tokens}`, costCents: `${costCents}` })
  return { change: 'upgrade', from: work.now, tokensAdded: tokens }
}

/** Periods of the same length go on counting from the same anchor; others are counted from the boundary. */
async function changeAtPeriodEnd(change: Change, current: Subscription, { n, endsAt }: Period): Promise<ChangedPlan> {
  const { work, open, plan, request } = change
  const { accountId, timeZone } = open.book
  await stop(work, open, current, endsAt)
  const { anchor, unit, paidUntil } = current.allowance
  const counted = unit === plan.periodUnit ? { anchor, nextN: n + 1 } : { anchor: anchorOf(endsAt, timeZone), nextN: 0 }
  const periods = { ...counted, nextAt: endsAt, paidUntil }
  const added = await addSubscription(work, open, { plan, startsAt: endsAt, reason: request.reason, ...periods })
  await updateAccountPlan(work.tx, accountId, { key: current.planKey, nextKey: plan.key, nextAt: endsAt })
  note(change, added, { change: 'at-period-end', before: current.planKey })
  return { change: 'at-period-end', from: endsAt, tokensAdded: 0n }
}

/** Ends a subscription: its allowance opens no further period. */
export async function stop(work: Work, open: OpenBook, stopped: Subscription, at: Instant): Promise<void> {
  const { id, allowance, startsAt } = stopped
  await setSubscriptionEnd(work.tx, open.book.accountId, id, at > startsAt ? at : startsAt)
  open.setAllowance({ ...allowance, nextAt: null })
}

/** Takes back a change that was to come. */
export async function withdraw(work: Work, open: OpenBook, next: Subscription): Promise<void> {
  await stop(work, open, next, next.startsAt)
}

function note({ work, open, plan, request }: Change, { id }: Subscription, detail: Record<string, string>): void {
  const { accountId } = open.book
  work.audit({
    accountId,
    subject: `subscription:${id}`,
    reason: request.reason,
    detail: { ...detail, plan: plan.key },
  })
}

function requireCurrent({ current }: Standing): Subscription {
  if (!current) throw new RangeError('A change of plan needs a running one.')
  return current
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
