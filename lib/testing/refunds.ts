import { DAY } from '@/lib/domain/instants'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { OrderRefund, RefundState } from '@/lib/domain/purchases/refund-model'
import { instant } from './house'

const AT = instant('2026-11-26T10:00:00Z')

/** An order of 250,000 tokens for 14.50 and 20 % of tax, that is done. */
export const ORDER: Order = {
  ...{
    accountId: 'account',
    id: 'order',
    kind: 'pack',
    state: 'done',
    formKey: 'form',
    packKey: 'medium',
    planKey: null,
  },
  ...{ name: 'Medium', tokens: 250_000_000n, expiryDays: 365, refundDays: 14 },
  ...{ netCents: 1450n, taxCents: 290n, totalCents: 1740n, currency: 'EUR' },
  ...{ tax: { rule: 'rate', rateBasis: 2000, country: 'FR' }, language: 'en', payWay: 'page' },
  ...{
    allowanceId: null,
    pricedAt: null,
    attempts: 0,
    attemptAt: null,
    attemptCard: null,
    isTrying: false,
    tryAt: null,
  },
  ...{ payBy: AT + DAY, sessionId: null, sessionUrl: null, paymentId: 'pi_1', actor: 'member:ada' },
  ...{ createdAt: AT, checkedAt: AT, settledAt: AT, grantId: 'grant', failure: null },
}

/** A refund of all of it in this state. */
export function refundIn(state: RefundState): OrderRefund {
  return {
    ...{ accountId: 'account', id: 'refund', orderId: 'order', grantId: 'grant', state, tokens: 250_000_000n },
    ...{ netCents: 1450n, taxCents: 290n, totalCents: 1740n, currency: 'EUR', actor: 'member:ada', reason: 'Unused.' },
    ...{ createdAt: AT, settledAt: AT, providerId: null, failure: null },
  }
}
