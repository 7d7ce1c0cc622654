import { z } from 'zod'
import { listPacks, listPlans } from '@/lib/db/catalogue-plans'
import { findForecastFacts } from '@/lib/db/forecast'
import { findBook } from '@/lib/db/ledger'
import { findSavedCard } from '@/lib/db/purchases-buyers'
import { findPendingOrder, findPendingRenewal } from '@/lib/db/purchases-orders'
import { findPayAsYouGo } from '@/lib/db/purchases-pay-as-you-go'
import { listHourlyUse } from '@/lib/db/purchases-use'
import type { Pack, Plan } from '@/lib/domain/catalogue/plans'
import { DAY, HOUR, type Instant } from '@/lib/domain/instants'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { Book } from '@/lib/domain/ledger/model'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { quotePlan } from '@/lib/domain/purchases/plan-quote'
import {
  chargeToCome,
  markCheapest,
  type PlanOption,
  type PlansView,
  REPLAY_DAYS,
} from '@/lib/domain/purchases/plan-views'
import { daysOfUse, monthsOfUse, type PastUse, replayPlan } from '@/lib/domain/purchases/replay-plan'
import { UNTAXED } from '@/lib/domain/purchases/tax'
import { notFound } from '@/lib/domain/refusals'
import type { Standing } from '@/lib/domain/subscriptions/plan-change'
import { anyRole } from '../allow'
import { defineQuery, type Work } from '../define'
import { planViewOf } from '../subscriptions/plan-view'
import { readStanding } from '../subscriptions/read-standing'

/** The plans on sale in the account's currency, and none, each with the account's own past use replayed on it. */
export const getPlans = defineQuery({
  name: 'purchases.get-plans',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: async ({ accountId }, work): Promise<PlansView> => {
    const { tx, now } = work
    const stored = await findBook(tx, accountId)
    if (!stored) throw notFound('account')
    const book = planSettlement(stored, now)
    const { timeZone, currency, status } = book
    const isSold = (one: Plan | Pack) => one.currency === currency
    const [plans, packs] = [(await listPlans(tx)).filter(isSold), (await listPacks(tx)).filter(isSold)]
    const standing = await readStanding(tx, book, now)
    const use = await readPastUse(work, book)
    return {
      asOf: now,
      timeZone,
      currency,
      status,
      current: await planViewOf(tx, book, now),
      days: use ? daysOfUse(use) : 0,
      months: use ? monthsOfUse(use) : 0,
      options: optionsOf(plans, packs, standing, use, now),
      pending: (await findPendingOrder(tx, accountId)) ?? (await findPendingRenewal(tx, accountId)),
      nextCharge: chargeToCome(standing),
      card: await findSavedCard(tx, accountId),
      payAsYouGo: await findPayAsYouGo(tx, accountId),
    }
  },
})

/** Whole days of use up to this hour; null while there is not one. */
async function readPastUse({ tx, now }: Work, { accountId, timeZone }: Book): Promise<PastUse | null> {
  const facts = await findForecastFacts(tx, accountId, now)
  if (!facts || facts.firstUseAt === null) return null
  const until = now - (now % HOUR)
  const known = (until - facts.firstUseAt) / DAY
  const days = known < BigInt(REPLAY_DAYS) ? known : BigInt(REPLAY_DAYS)
  if (days < 1n) return null
  const from = until - days * DAY
  return { from, until, timeZone, hours: await listHourlyUse(tx, accountId, from, until) }
}

function optionsOf(
  plans: readonly Plan[],
  packs: readonly Pack[],
  standing: Standing,
  use: PastUse | null,
  now: Instant,
): PlanOption[] {
  const options = [null, ...plans].map((plan) => {
    const verb = plan && quotePlan(standing, plan, now, UNTAXED).verb
    const isCurrent = (standing.current?.planKey ?? null) === (plan?.key ?? null)
    return { plan, verb, isCurrent, replay: use && replayPlan(plan, packs, use) }
  })
  return markCheapest(options)
}
