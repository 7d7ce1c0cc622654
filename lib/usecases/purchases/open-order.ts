import { config } from '@/lib/config'
import { listPacks } from '@/lib/db/catalogue-plans'
import { findBook, lockAccounts } from '@/lib/db/ledger'
import { findBillingProfile } from '@/lib/db/purchases-buyers'
import { findOrderOfForm, findPendingOrder } from '@/lib/db/purchases-orders'
import { HOUR, type Instant, SECOND } from '@/lib/domain/instants'
import { PlaceOrderInput } from '@/lib/domain/purchases/order-inputs'
import type { Order, Sale } from '@/lib/domain/purchases/order-model'
import { type Choice, planSale, requireShownPrice } from '@/lib/domain/purchases/plan-order'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase, type Work } from '../define'
import { orderPending } from './order-pending'
import { requireActive, requireBuyer } from './require-buyer'
import { writeOrder } from './write-order'

/** Paid by the buyer, at the price of the moment. */
const AT_PAGE = { payWay: 'page', tryAt: null, allowanceId: null, pricedAt: null } as const

/** How long an order may be paid: the provider takes a day at most. */
const PAY_WITHIN: Instant = 23n * HOUR

/**
 * Writes an order down, pending, at the server's own price, before any provider hears of it. The same form is the same order, whoever else
 * presses the button meanwhile; another one waits until it has come to an end.
 */
export const openOrder = defineUsecase({
  name: 'purchases.open-order',
  input: PlaceOrderInput,
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async ({ accountId, formKey, packKey, tokens, shownCents, language }, work): Promise<Order> => {
    const [locked] = await lockAccounts(work.tx, [accountId])
    if (!locked) throw notFound('account')
    const known = await findOrderOfForm(work.tx, accountId, formKey)
    if (known) {
      work.unchanged()
      return known
    }
    const choice: Choice = packKey === undefined ? { tokens: tokens ?? 0n } : { packKey }
    const sale = await saleTo(work, accountId, choice, language)
    requireShownPrice(sale, shownCents)
    // The provider counts in whole seconds, and wants to hear the same each time.
    const payBy = ((work.now + PAY_WITHIN) / SECOND) * SECOND
    return writeOrder(work, { ...sale, ...AT_PAGE, accountId, formKey, language, payBy })
  },
})

async function saleTo({ tx }: Work, accountId: string, choice: Choice, language: Order['language']): Promise<Sale> {
  const pending = await findPendingOrder(tx, accountId)
  if (pending) throw orderPending(pending)
  const [book, buyer] = [await findBook(tx, accountId), await findBillingProfile(tx, accountId)]
  if (!book) throw notFound('account')
  requireActive(book)
  const profile = requireBuyer(buyer)
  const packs = await listPacks(tx)
  const { currency } = book
  return planSale(choice, { packs, currency, buyer: profile, sellerCountry: config().SELLER_COUNTRY, language })
}
