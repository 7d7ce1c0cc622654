import { config } from '@/lib/config'
import { listPacks } from '@/lib/db/catalogue-plans'
import { findBook, lockAccounts } from '@/lib/db/ledger'
import { findBillingProfile } from '@/lib/db/purchases-buyers'
import { findOrder, findOrderOfForm, findPendingOrder, insertOrder } from '@/lib/db/purchases-orders'
import { HOUR, type Instant, SECOND } from '@/lib/domain/instants'
import { PlaceOrderInput } from '@/lib/domain/purchases/order-inputs'
import type { Order, Sale } from '@/lib/domain/purchases/order-model'
import { type Choice, planSale, requireShownPrice } from '@/lib/domain/purchases/plan-order'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase, type Work } from '../define'
import { orderAddress } from './order-address'

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
    return insert(work, { ...sale, accountId, formKey, language })
  },
})

async function saleTo({ tx }: Work, accountId: string, choice: Choice, language: Order['language']): Promise<Sale> {
  const pending = await findPendingOrder(tx, accountId)
  if (pending) throw orderPending(pending)
  const [book, buyer] = [await findBook(tx, accountId), await findBillingProfile(tx, accountId)]
  if (!book) throw notFound('account')
  if (book.status !== 'active') {
    throw new Refusal('account-frozen', {
      detail: `The account is ${book.status}, so nothing can be bought. Ask the seller.`,
    })
  }
  if (!buyer) {
    throw new Refusal('billing-missing', {
      detail: 'Say first who buys: name, address and country. Nothing was ordered.',
    })
  }
  const packs = await listPacks(tx)
  const { currency } = book
  return planSale(choice, { packs, currency, buyer, sellerCountry: config().SELLER_COUNTRY, language })
}

async function insert(work: Work, facts: Sale & Pick<Order, 'accountId' | 'formKey' | 'language'>): Promise<Order> {
  const id = work.newId()
  const { accountId } = facts
  // The provider counts in whole seconds, and wants to hear the same each time.
  const payBy = ((work.now + PAY_WITHIN) / SECOND) * SECOND
  await insertOrder(work.tx, { ...facts, id, payBy, paymentId: null, actor: work.actor, createdAt: work.now })
  const { packKey, tokens, totalCents, currency } = facts
  const detail = { packKey, tokens: `${tokens}`, totalCents: `${totalCents}`, currency }
  work.audit({ accountId, subject: `order:${id}`, detail })
  const order = await findOrder(work.tx, { accountId, orderId: id })
  if (!order) throw new Error(`The order ${id} was not written.`)
  return order
}

function orderPending({ accountId, id }: Order): Refusal {
  return new Refusal('order-pending', {
    detail: 'A purchase is still under way. Finish or cancel it before you buy again. Nothing was ordered.',
    facts: { order: id, url: orderAddress({ accountId, id }) },
  })
}
