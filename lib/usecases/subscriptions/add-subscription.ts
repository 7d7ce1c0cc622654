import { insertAllowance } from '@/lib/db/ledger-allowances'
import { insertSubscription } from '@/lib/db/subscriptions'
import type { Plan } from '@/lib/domain/catalogue/plans'
import type { Instant } from '@/lib/domain/instants'
import type { Allowance } from '@/lib/domain/ledger/model'
import { PRIORITY } from '@/lib/domain/ledger/plan-grant'
import type { OpenBook } from '@/lib/domain/ledger/posting'
import { rolloverOf, type Subscription } from '@/lib/domain/subscriptions/plan-change'
import type { Work } from '../define'

export interface NewSubscription {
  readonly plan: Plan
  readonly startsAt: Instant
  /** From which wall-clock time its periods are counted, the first of them and when that begins. */
  readonly anchor: string
  readonly nextN: number
  readonly nextAt: Instant
  readonly paidUntil: Instant | null
  readonly reason: string
}

/** Writes a subscription and its allowance, within the open book of its account: the next settling there opens what has begun. */
export async function addSubscription(work: Work, open: OpenBook, added: NewSubscription): Promise<Subscription> {
  const { plan, startsAt, reason, anchor, nextN, nextAt, paidUntil } = added
  const { accountId } = open.book
  const allowance: Allowance = {
    id: work.newId(),
    name: planName(plan),
    planKey: plan.key,
    amount: plan.allowance,
    costCents: plan.priceCents,
    priority: PRIORITY.plan,
    anchor,
    unit: plan.periodUnit,
    rollover: rolloverOf(plan),
    nextN,
    nextAt,
    paidUntil,
    actor: work.actor,
    reason,
  }
  const row = { id: work.newId(), planKey: plan.key, startsAt, endsAt: null }
  await insertAllowance(work.tx, accountId, allowance, work.now)
  const { actor, now: createdAt } = work
  await insertSubscription(work.tx, accountId, { ...row, allowanceId: allowance.id, createdAt, actor, reason })
  open.setAllowance(allowance)
  return { ...row, allowance }
}

/** What the grants of a plan are called. */
export function planName({ nameEn }: Plan): string {
  return `${nameEn} plan`
}
