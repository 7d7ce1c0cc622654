import { describe, expect, it } from 'vitest'
import { type Told, transition } from './order'
import type { OrderState } from './order-model'
import type { CheckoutSession, Payment } from './payment-model'

const ORDER = {
  kind: 'pack',
  payWay: 'page',
  state: 'pending',
  totalCents: 1740n,
  currency: 'EUR',
  paymentId: null,
  failure: null,
} as const
const DECLINED = { code: 'card_declined', declineCode: 'insufficient_funds', message: 'No.' }

function session(facts: Partial<CheckoutSession> = {}): Told {
  const told: CheckoutSession = {
    id: 'cs_1',
    mode: 'payment',
    status: 'open',
    isPaid: false,
    url: 'https://pay.example.com/cs_1',
    orderId: 'order',
    accountId: 'account',
    customerId: 'cus_1',
    amount: 1740n,
    currency: 'EUR',
    paymentId: null,
    cardId: null,
    expiresAt: 0n,
    ...facts,
  }
  return { session: told, payment: null }
}

function payment(facts: Partial<Payment> = {}): Told {
  const told: Payment = {
    id: 'pi_1',
    status: 'requires-card',
    amount: 1740n,
    received: 0n,
    currency: 'EUR',
    orderId: 'order',
    accountId: 'account',
    customerId: 'cus_1',
    cardId: null,
    chargeId: null,
    failure: null,
    createdAt: 0n,
    ...facts,
  }
  return { session: null, payment: told }
}

const paid = (received = 1740n, currency = 'EUR') => payment({ status: 'succeeded', received, currency })

describe('what an order becomes', () => {
  it.each<[string, Told, OrderState]>([
    ['paid in full', paid(), 'done'],
    ['paid a cent less', paid(1739n), 'mismatch'],
    ['paid a cent more', paid(1741n), 'mismatch'],
    ['paid in another currency', paid(1740n, 'USD'), 'mismatch'],
    ['on its way', payment({ status: 'processing' }), 'pending'],
    ['waiting for the bank', payment({ status: 'requires-action' }), 'pending'],
    ['declined, so that another card may be taken', payment({ failure: DECLINED }), 'pending'],
    ['open', session(), 'pending'],
    ['complete, its payment not yet seen', session({ status: 'complete', isPaid: true, paymentId: 'pi_1' }), 'pending'],
    ['expired', session({ status: 'expired' }), 'canceled'],
    ['expired while the bank still works', { ...session({ status: 'expired' }), ...only('processing') }, 'pending'],
    ['expired and paid all the same', { ...session({ status: 'expired' }), payment: paid().payment }, 'done'],
    ['refused by the provider before anybody could pay', { session: null, payment: null, isRefused: true }, 'failed'],
    ['unknown to the provider', { session: null, payment: null }, 'pending'],
  ])('%s', (_, told, state) => expect(transition(ORDER, told).state).toBe(state))

  it('of a saved card ends with the first decline', () => {
    const topUp = { ...ORDER, kind: 'top-up', payWay: 'saved-card' } as const
    expect(transition(topUp, payment({ failure: DECLINED }))).toEqual({
      state: 'failed',
      paymentId: 'pi_1',
      failure: 'insufficient_funds',
    })
    expect(transition(topUp, payment()).state).toBe('pending')
  })

  it('is done for good, and delivered for when money comes after the end', () => {
    expect(transition({ ...ORDER, state: 'done' }, session({ status: 'expired' })).state).toBe('done')
    expect(transition({ ...ORDER, state: 'done' }, paid(1n)).state).toBe('done')
    expect(transition({ ...ORDER, state: 'canceled' }, paid()).state).toBe('done')
    expect(transition({ ...ORDER, state: 'canceled' }, payment({ failure: DECLINED })).state).toBe('canceled')
  })
})

describe('six facts in each of their 720 orders leave the same', () => {
  const declined = payment({ failure: DECLINED })
  const waits = payment({ status: 'requires-action' })
  const works = payment({ status: 'processing' })
  const complete = session({ status: 'complete', isPaid: true, paymentId: 'pi_1' })
  const expired = session({ status: 'expired', paymentId: 'pi_1' })

  it.each<[string, Told[], OrderState]>([
    ['paid at the third try', [session(), declined, waits, works, paid(), complete], 'done'],
    ['paid as the page ran out', [session(), declined, works, paid(), expired, paid()], 'done'],
    ['never paid', [session(), declined, waits, declined, expired, expired], 'canceled'],
    ['paid another amount', [session(), declined, works, paid(5n), complete, paid(5n)], 'mismatch'],
  ])('%s', (_, facts, state) => {
    const ends = permutations(facts).map(endOf)
    expect(ends).toHaveLength(720)
    expect(new Set(ends.map((end) => `${end.state} ${end.paymentId}`))).toEqual(new Set([`${state} pi_1`]))
  })
})

function only(status: Payment['status']): Pick<Told, 'payment'> {
  return { payment: payment({ status }).payment }
}

/** What the order is after all the facts, one after the other. */
function endOf(facts: readonly Told[]): ReturnType<typeof transition> {
  let order: Parameters<typeof transition>[0] = ORDER
  for (const told of facts) order = { ...order, ...transition(order, told) }
  return order
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]))
}
