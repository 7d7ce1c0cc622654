import { z } from 'zod'
import { updateAccountPlan } from '@/lib/db/accounts'
import { findPlan } from '@/lib/db/catalogue-plans'
import { findBook, lockAccounts } from '@/lib/db/ledger'
import { findBillingProfile } from '@/lib/db/purchases-buyers'
import { findPendingOrder } from '@/lib/db/purchases-orders'
import { insertTrialMarks } from '@/lib/db/purchases-trials'
import type { Plan } from '@/lib/domain/catalogue/plans'
import { Text } from '@/lib/domain/input-types'
import type { Instant } from '@/lib/domain/instants'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { planTrial } from '@/lib/domain/purchases/trial'
import { notFound, Refusal } from '@/lib/domain/refusals'
import type { Tokens } from '@/lib/domain/tokens'
import { role } from '../allow'
import { defineUsecase, type Work } from '../define'
import { postGrant } from '../ledger/post-grant'
import { changePlan } from '../subscriptions/change-plan'
import { readStanding } from '../subscriptions/read-standing'
import { orderPending } from './order-pending'
import { requireActive, requireBuyer } from './require-buyer'
import { personOf } from './trial-marks'

/**
 * Lets a new customer try a plan: tokens for some days now, the plan and its first payment at their end, which ending the plan before
 * prevents. Once per person: by their user, their mailbox and their card, whatever the account.
 */
export const startTrial = defineUsecase({
  name: 'purchases.start-trial',
  input: z.strictObject({ accountId: AccountId, planKey: Text.max(40) }),
  allow: role('owner', 'billing'),
  run: async ({ accountId, planKey }, work): Promise<{ endsAt: Instant }> => {
    const [locked] = await lockAccounts(work.tx, [accountId])
    const stored = locked ? await findBook(work.tx, accountId) : null
    if (!stored) throw notFound('account')
    const book = planSettlement(stored, work.now)
    requireActive(book)
    requireBuyer(await findBillingProfile(work.tx, accountId))
    const pending = await findPendingOrder(work.tx, accountId)
    if (pending) throw orderPending(pending)
    const plan = await findPlan(work.tx, planKey)
    if (!plan || plan.currency !== book.currency || plan.trialDays === 0) throw noTrial('This plan has no trial.')
    const { current, next } = await readStanding(work.tx, book, work.now)
    if (current || next) throw noTrial('A trial is for who has no plan.')
    await requireFirst(work, accountId, plan)
    const trial = planTrial(plan, book.timeZone, work.now)
    await begin(work, { accountId, plan, ...trial })
    return { endsAt: trial.endsAt }
  },
})

async function requireFirst(work: Work, accountId: string, { key: planKey }: Plan): Promise<void> {
  const { marks, isProven, hasCard } = await personOf(work.tx, accountId, userOf(work))
  if (!isProven) throw noTrial('Confirm your e-mail address first: a trial is once per person.', 'email-unproven')
  if (!hasCard) throw noTrial('Save a card first: it pays the plan when the trial ends.', 'card-missing')
  const isFirst = await insertTrialMarks(work.tx, marks, { accountId, planKey, at: work.now })
  if (!isFirst) throw noTrial('A trial is once per person, and this person, mailbox or card had one.', 'trial-used')
}

interface Trial {
  readonly accountId: string
  readonly plan: Plan
  readonly endsAt: Instant
  readonly tokens: Tokens
}

/** Limits are the plan's from now on, its periods begin when the trial ends. */
async function begin(work: Work, { accountId, plan, endsAt, tokens }: Trial): Promise<void> {
  const reason = `Trial of ${plan.nameEn} for ${plan.trialDays} days.`
  const grant = { source: 'promo', name: `Trial of ${plan.nameEn}`, amount: tokens, reason, expiresAt: endsAt } as const
  await postGrant(work, { accountId, key: `trial:${plan.key}`, ...grant })
  await changePlan(work, { accountId, planKey: plan.key, reason, isBilled: true, startsAt: endsAt })
  await updateAccountPlan(work.tx, accountId, { key: plan.key, nextKey: plan.key, nextAt: endsAt })
}

function userOf({ caller }: Work): string {
  if (caller.kind !== 'member') throw new Error('Only members start trials.')
  return caller.userId
}

function noTrial(detail: string, rule = 'no-trial'): Refusal {
  return new Refusal('conflict', { detail: `${detail} Nothing was changed.`, facts: { rule } })
}
