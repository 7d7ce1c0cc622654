import { config } from '@/lib/config'
import { listPacks } from '@/lib/db/catalogue-plans'
import { findBook } from '@/lib/db/ledger'
import { findBillingProfile, findSavedCard } from '@/lib/db/purchases-buyers'
import { findPendingTopUpId, listTopUpSpending } from '@/lib/db/purchases-top-up-orders'
import { findPace } from '@/lib/db/purchases-top-ups'
import type { Stretch } from '@/lib/domain/calendar'
import type { Pack } from '@/lib/domain/catalogue/plans'
import type { Language } from '@/lib/domain/format/locales'
import type { Book } from '@/lib/domain/ledger/model'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import type { BillingProfile } from '@/lib/domain/purchases/order-model'
import type { KeptCard } from '@/lib/domain/purchases/payment-model'
import type { Counter } from '@/lib/domain/purchases/plan-order'
import { monthOf, spentIn, type TopUpFacts } from '@/lib/domain/purchases/top-up-plan'
import { notFound } from '@/lib/domain/refusals'
import type { Work } from '../define'

/** All that an account's auto top-up depends on. */
export interface Shop {
  readonly book: Book
  readonly month: Stretch
  readonly buyer: BillingProfile | null
  readonly card: KeptCard | null
  /** On sale in the account's currency. */
  readonly packs: readonly Pack[]
  /** The purchase of the rule that is under way. */
  readonly pendingId: string | null
  readonly facts: TopUpFacts
}

/** Under the account's lock this is the truth, without it one snapshot. `language` is that of what is ordered. */
export async function readShop({ tx, now }: Work, accountId: string, language: Language): Promise<Shop> {
  const stored = await findBook(tx, accountId)
  if (!stored) throw notFound('account')
  const book = planSettlement(stored, now)
  const month = monthOf(now, book.timeZone)
  const buyer = await findBillingProfile(tx, accountId)
  const card = await findSavedCard(tx, accountId)
  const packs = (await listPacks(tx)).filter(({ currency }) => currency === book.currency)
  const pendingId = await findPendingTopUpId(tx, accountId)
  const facts = {
    now,
    available: book.available,
    isActive: book.status === 'active',
    tokensPerDay: await findPace(tx, accountId, now),
    counter: buyer && counterFor(buyer, packs, book.currency, language),
    hasCard: card !== null,
    isInFlight: pendingId !== null,
    spentCents: spentIn(month, await listTopUpSpending(tx, accountId, month.startsAt)),
  }
  return { book, month, buyer, card, packs, pendingId, facts }
}

/** What is sold to a buyer; to nobody in particular it is sold in the seller's own country. */
export function counterFor(
  buyer: Counter['buyer'] | null,
  packs: readonly Pack[],
  currency: string,
  language: Language,
): Counter {
  const { SELLER_COUNTRY: sellerCountry } = config()
  return { packs, currency, buyer: buyer ?? { country: sellerCountry, vatId: null }, sellerCountry, language }
}
