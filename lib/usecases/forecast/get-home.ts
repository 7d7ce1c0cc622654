import { z } from 'zod'
import { findHomeFacts, listUsageByDay } from '@/lib/db/forecast'
import { findBook } from '@/lib/db/ledger'
import { listLastCharges } from '@/lib/db/metering'
import { daysUntil } from '@/lib/domain/calendar'
import type { RateCard } from '@/lib/domain/catalogue/model'
import { comingPeriods, rolledOver } from '@/lib/domain/forecast/coming-periods'
import { homeNumbers } from '@/lib/domain/forecast/home-numbers'
import { type ActionUse, HORIZON, runRate } from '@/lib/domain/forecast/run-rate'
import { usageByDay } from '@/lib/domain/forecast/usage-by-day'
import type { HomeView } from '@/lib/domain/forecast/views'
import { DAY, type Instant } from '@/lib/domain/instants'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { notFound } from '@/lib/domain/refusals'
import { anyRole } from '../allow'
import { loadRateCards } from '../catalogue/rate-cards'
import { defineQuery } from '../define'

const DAYS_SHOWN = 14
const CHARGES_SHOWN = 10

/** The home page of an account in one snapshot. What is due is counted in, as the next transaction will post it. */
export const getHome = defineQuery({
  name: 'forecast.get-home',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: async ({ accountId }, { tx, now, house }): Promise<HomeView> => {
    const [stored, facts] = [await findBook(tx, accountId), await findHomeFacts(tx, accountId, now)]
    if (!stored || !facts) throw notFound('account')
    const book = planSettlement(stored, now)
    const days = daysUntil(now, book.timeZone, DAYS_SHOWN)
    const longFrom = days[0]?.startsAt ?? now
    const uses = await listUsageByDay(
      tx,
      accountId,
      days.map((day) => day.startsAt),
      weekBefore(now),
    )
    const cards = await loadRateCards(tx, house.db)
    const card = cards.inForceAt(now)
    const lastWeek = uses.map(({ actionKey, recentTokens }) => ({ actionKey, tokens: recentTokens }))
    return {
      account: {
        id: accountId,
        name: facts.name,
        demo: facts.demo,
        timeZone: book.timeZone,
        currency: book.currency,
        status: book.status,
      },
      asOf: now,
      version: stored.version,
      rateCardVersion: card?.version ?? null,
      ...homeNumbers(book),
      runRate: runRate(
        [...book.grants.values(), ...comingPeriods(book, now + HORIZON)],
        { ...facts, lastWeek: byAction(lastWeek), longer: byAction(uses), longFrom },
        now,
        (grant) => rolledOver(book, grant),
      ),
      refusalsLastDay: facts.refusalsLastDay,
      usage: usageByDay(days, uses, Object.keys(facts.actionNames)),
      lastCharges: await listLastCharges(tx, accountId, CHARGES_SHOWN, cards.byVersion),
      sampleCall: card && sampleCall(card),
      actionNames: facts.actionNames,
    }
  },
})

function sampleCall(card: RateCard): HomeView['sampleCall'] {
  const [line] = card.lines.values()
  return line ? { actionKey: line.actionKey, quantityClasses: [...line.prices.keys()] } : null
}

function weekBefore(now: Instant): Instant {
  return now - 7n * DAY
}

function byAction(uses: readonly ActionUse[]): ActionUse[] {
  const sums = new Map<string, bigint>()
  for (const { actionKey, tokens } of uses) sums.set(actionKey, (sums.get(actionKey) ?? 0n) + tokens)
  return [...sums].map(([actionKey, tokens]) => ({ actionKey, tokens }))
}
