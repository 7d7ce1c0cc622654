import type { Payment } from '@/lib/domain/purchases/payment-model'
import type { House } from '@/lib/usecases/define'
import { definePack } from '@/lib/usecases/oversight/define-pack'
import { openOrder } from '@/lib/usecases/purchases/open-order'
import { settleOrder } from '@/lib/usecases/purchases/settle-order'
import { SYSTEM } from './house'
import { orderForm, testBuyer } from './purchases'

/** An account that bought a pack and left another purchase unpaid, as the provider told it. */
export async function tellOrders(house: House): Promise<Record<string, string>> {
  const pack = {
    key: 'medium',
    nameEn: 'Medium',
    nameFr: 'Moyen',
    tokens: '250000',
    priceCents: 1450n,
    currency: 'EUR',
  }
  await definePack(SYSTEM, { ...pack, expiresAfterDays: 365 }, house)
  const buyer = await testBuyer(house)
  const { accountId } = buyer
  const { id: order } = await openOrder(buyer.owner, orderForm(buyer), house)
  const told = { session: null, payment: paid(accountId, order), card: null }
  const { grantId } = await settleOrder(SYSTEM, { accountId, orderId: order, told }, house)
  await openOrder(buyer.owner, orderForm(buyer), house)
  return { buyer: accountId, order, orderGrant: `${grantId}` }
}

/** A payment of the medium pack. */
export function paid(accountId: string, orderId: string): Payment {
  return {
    id: 'pi_1',
    status: 'succeeded',
    amount: 1740n,
    received: 1740n,
    currency: 'EUR',
    orderId,
    accountId,
    customerId: null,
    cardId: null,
    chargeId: null,
    failure: null,
    createdAt: 0n,
  }
}
