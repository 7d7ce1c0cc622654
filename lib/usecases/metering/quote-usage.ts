import { listPacks } from '@/lib/db/catalogue-plans'
import { loadBooks } from '@/lib/db/ledger'
import { withRetry } from '@/lib/db/transactions'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { QuoteInput } from '@/lib/domain/metering/inputs'
import type { Advice } from '@/lib/domain/metering/model'
import { OpenAccount } from '@/lib/domain/metering/open-account'
import { planQuote, type Quote } from '@/lib/domain/metering/plan-quote'
import { notFound } from '@/lib/domain/refusals'
import { anyScope } from '../allow'
import { loadRateCards } from '../catalogue/rate-cards'
import { defineDirect } from '../define'
import { accountNamed } from '../ledger/account-named'
import { loadAccountLimits } from './account-limits'
import { NO_LIMITS } from './flush'
import { estimateOf } from './open-hold'
import { withWaysPast } from './ways-past'

export interface QuoteAnswered {
  quote: Quote
  advice: Advice
}

/** What work would cost now, whether it would be admitted, and if not why, until when, and what would help. Changes nothing. */
export const quoteUsage = defineDirect({
  name: 'metering.quote-usage',
  input: QuoteInput,
  allow: anyScope('usage:write', 'balance:read'),
  run: async ({ account, action, member, ...asked }, caller, house): Promise<QuoteAnswered> => {
    const accountId = accountNamed(caller, account, '/account')
    const owner = { apiKeyId: caller.keyId, memberId: member ?? NIL_ID }
    return withRetry(async () => {
      const { books, now: databaseNow } = await loadBooks(house.db, [accountId])
      const book = books.get(accountId)
      if (!book) throw notFound('account')
      const now = house.clock?.() ?? databaseNow
      const limits = (await loadAccountLimits(house.db, books, now)).get(accountId) ?? NO_LIMITS
      const opened = new OpenAccount(book, limits, now)
      const estimate = { actionKey: action, ...(await estimateOf({ ...asked, action }, accountId, house)), ...owner }
      const quote = planQuote(opened, estimate, (await loadRateCards(house.db, house.db)).inForceAt(now))
      const packs = quote.refusals.some(({ kind }) => kind === 'insufficient-tokens') ? await listPacks(house.db) : []
      const refusals = quote.refusals.map((refusal) => withWaysPast(refusal, packs, book))
      const advice = { delay: quote.delay, limits: opened.applying(owner), at: now, timeZone: book.timeZone }
      return { quote: { ...quote, refusals }, advice }
    })
  },
})
