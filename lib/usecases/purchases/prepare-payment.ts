import type { SystemCaller } from '@/lib/domain/access/callers'
import { SECOND } from '@/lib/domain/instants'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { PaidLine } from '@/lib/domain/purchases/payment-model'
import type { House } from '../define'
import { noteSession } from './note-session'
import { orderAddress } from './order-address'
import { ensureCustomer } from './payment-customer'
import { paymentsOf } from './payments-of'

const CALLER: SystemCaller = { kind: 'system', rule: 'purchases' }

/**
 * Opens the provider's page for an order and writes down where it is. The order's id is the provider's key, and all that is said follows
 * from the order, so it may be done again by whoever finds that it was not finished. Runs in no transaction. Throws PaymentFault.
 */
export async function preparePayment(order: Order, house: House): Promise<Order> {
  if (order.sessionId !== null) return order
  const payments = await paymentsOf(house)
  const { accountId, id: orderId, currency, language, payBy } = order
  const customerId = await ensureCustomer(accountId, house)
  const session = await payments.createSession({
    key: order.payWay === 'page' ? orderId : `${orderId}-${payBy / SECOND}`,
    orderId,
    accountId,
    customerId,
    currency,
    lines: linesOf(order),
    successUrl: orderAddress(order),
    cancelUrl: orderAddress(order),
    expiresAt: payBy,
    language,
  })
  const noted = await noteSession(
    CALLER,
    { accountId, orderId, customerId, sessionId: session.id, url: session.url },
    house,
  )
  // It has another page, its card is being charged, or it has ended: nobody may pay it here as well.
  if (noted.sessionId !== session.id) await payments.expireSession(session.id)
  return noted
}

const TAX_NAMES = { en: 'VAT', fr: 'TVA' } as const

/** What is bought and its tax, which adds up to the total. */
function linesOf({ name, netCents, taxCents, tax, language }: Order): PaidLine[] {
  const bought = { name, amount: netCents }
  if (taxCents === 0n) return [bought]
  return [bought, { name: `${TAX_NAMES[language]} ${tax.rateBasis / 100} % (${tax.country})`, amount: taxCents }]
}
