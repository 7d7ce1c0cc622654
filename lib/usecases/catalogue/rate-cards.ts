import { findCard, listCardDates } from '@/lib/db/catalogue'
import { type Database, database, type Queryable } from '@/lib/db/client'
import { cardInForce, type RateCard, type RateCardDate } from '@/lib/domain/catalogue/model'
import type { Instant } from '@/lib/domain/instants'

/** Published cards never change, so each is read once in a process; which of them is in force is asked every time. */
const published = new WeakMap<Database, Map<number, RateCard>>()

export interface RateCards {
  inForceAt: (at: Instant) => RateCard | null
  byVersion: (version: number) => RateCard
}

/** The rate cards as the transaction sees them. */
export async function loadRateCards(tx: Queryable, db: Database = database()): Promise<RateCards> {
  return rateCardsOf(tx, db, await listCardDates(tx))
}

/** The same for who has read their dates already. */
export async function rateCardsOf(tx: Queryable, db: Database, dates: readonly RateCardDate[]): Promise<RateCards> {
  const cached = published.get(db) ?? new Map<number, RateCard>()
  published.set(db, cached)
  for (const { version } of dates.filter((date) => !cached.has(date.version))) {
    const card = await findCard(tx, version)
    if (card) cached.set(version, card)
  }
  const byVersion = (version: number): RateCard => {
    const card = cached.get(version)
    if (!card) throw new Error(`There is no rate card ${version}.`)
    return card
  }
  return {
    byVersion,
    inForceAt: (at) => {
      const date = cardInForce(dates, at)
      return date ? byVersion(date.version) : null
    },
  }
}
