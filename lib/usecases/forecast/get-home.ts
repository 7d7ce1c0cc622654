import { z } from 'zod'
import { findHomeFacts } from '@/lib/db/forecast-facts'
import { findBook } from '@/lib/db/ledger'
import { listLastCharges } from '@/lib/db/metering'
import { daysUntil } from '@/lib/domain/calendar'
import type { RateCard } from '@/lib/domain/catalogue/model'
import { balanceHistory } from '@/lib/domain/forecast/balance-history'
import { homeNumbers } from '@/lib/domain/forecast/home-numbers'
import { Pace } from '@/lib/domain/forecast/inputs'
import { schedule } from '@/lib/domain/forecast/schedule'
import { recordToTell } from '@/lib/domain/forecast/score'
import { usageByDay } from '@/lib/domain/forecast/usage-by-day'
import type { HomeView } from '@/lib/domain/forecast/views'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { notFound } from '@/lib/domain/refusals'
import { anyRole } from '../allow'
import { rateCardsOf } from '../catalogue/rate-cards'
import { defineQuery, type Work } from '../define'
import { readOutlook } from './outlook'

const DAYS_SHOWN = 14
const CHARGES_SHOWN = 10

/**
 * The home page of an account in one snapshot of five statements (two more when the forecast is drawn anew). At another `pace` than 1 it
 * says what would be.
 */
export const getHome = defineQuery({
  name: 'forecast.get-home',
  input: z.strictObject({ accountId: AccountId, pace: Pace.default(1) }),
  allow: anyRole,
  run: (input, work) => read(input, work),
})

async function read({ accountId, pace }: { accountId: string; pace: number }, work: Work): Promise<HomeView> {
  const { tx, now, house } = work
  const stored = await findBook(tx, accountId)
  if (!stored) throw notFound('account')
  const book = planSettlement(stored, now)
  const days = daysUntil(now, book.timeZone, DAYS_SHOWN)
  const from = days[0]?.startsAt ?? now
  const facts = await findHomeFacts(
    tx,
    accountId,
    now,
    days.map((day) => day.startsAt),
  )
  if (!facts) throw notFound('account')
  const cards = await rateCardsOf(tx, house.db, facts.cardDates)
  const card = cards.inForceAt(now)
  const outlook = await readOutlook(work, book, facts.forecast, pace)
  const { uses } = facts
  const topUses = byAction(uses.map(({ actionKey, recentTokens }) => ({ actionKey, tokens: recentTokens })))
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
    forecast: outlook.forecast,
    verdict: outlook.verdict,
    limits: outlook.limitViews,
    nextEvents: schedule({
      book,
      now,
      limits: outlook.limits,
      cards: facts.cardDates,
      expectation: { forecast: outlook.forecast, topUp: facts.forecast.topUp },
    }),
    pace,
    record: recordToTell(facts.forecast.record),
    balanceHistory: balanceHistory(facts.balances, from, { now, available: book.available }),
    purchases: facts.purchases,
    topUses: topUses.filter(({ tokens }) => tokens > 0n),
    usage: usageByDay(days, uses, Object.keys(facts.actionNames)),
    unusualUse: facts.unusualUse,
    lastCharges: await listLastCharges(tx, accountId, CHARGES_SHOWN, cards.byVersion),
    sampleCall: card && sampleCall(card),
    actionNames: facts.actionNames,
  }
}

function sampleCall(card: RateCard): HomeView['sampleCall'] {
  const [line] = card.lines.values()
  return line ? { actionKey: line.actionKey, quantityClasses: [...line.prices.keys()] } : null
}

/** Summed by action, the largest first. */
function byAction(uses: HomeView['topUses']): HomeView['topUses'] {
  const sums = new Map<string, bigint>()
  for (const { actionKey, tokens } of uses) sums.set(actionKey, (sums.get(actionKey) ?? 0n) + tokens)
  return [...sums]
    .map(([actionKey, tokens]) => ({ actionKey, tokens }))
    .sort((a, b) => (a.tokens === b.tokens ? 0 : a.tokens > b.tokens ? -1 : 1))
}
