import { findForecastFacts } from '@/lib/db/forecast'
import type { Expectation } from '@/lib/domain/forecast/schedule'
import type { Book } from '@/lib/domain/ledger/model'
import type { Work } from '../define'
import { forecastOf } from './forecast-of'

/** What is thought to come of an account's use. The book is settled to the work's instant. */
export async function readExpectation(
  { tx, house, now }: Pick<Work, 'tx' | 'house' | 'now'>,
  book: Book,
): Promise<Expectation> {
  const facts = await findForecastFacts(tx, book.accountId, now)
  if (!facts) return { forecast: null, topUp: null }
  return { forecast: await forecastOf(tx, house, { book, facts, now }), topUp: facts.topUp }
}
