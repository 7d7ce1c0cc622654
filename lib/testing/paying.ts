import { randomUUID } from 'node:crypto'
import { HOUR } from '@/lib/domain/instants'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { Payment, Payments, SavedCardCharge, SessionWanted } from '@/lib/domain/purchases/payment-model'
import type { PaymentsScene } from './payments'

const PAGES = {
  successUrl: 'http://127.0.0.1:3000/cards',
  cancelUrl: 'http://127.0.0.1:3000/cards',
  language: 'fr',
} as const

export interface CustomersCard {
  customerId: string
  cardId: string
}

export function newCustomer(payments: Payments): Promise<string> {
  return payments.ensureCustomer({
    accountId: randomUUID(),
    customerId: null,
    name: 'Ada',
    email: 'ada@example.com',
  })
}

/** An order of a new customer for 15.00 EUR, tax included, that can be paid for an hour. */
export async function newOrder(
  { payments, clock }: PaymentsScene,
  more: Partial<SessionWanted> = {},
): Promise<SessionWanted> {
  const orderId = randomUUID()
  return {
    key: orderId,
    orderId,
    accountId: 'account',
    customerId: await newCustomer(payments),
    currency: 'EUR',
    lines: [
      { name: '250,000 tokens', description: 'A pack', amount: 1250n },
      { name: 'VAT 20 %', amount: 250n },
    ],
    successUrl: 'http://127.0.0.1:3000/orders/1?session={CHECKOUT_SESSION_ID}',
    cancelUrl: 'http://127.0.0.1:3000/buy',
    expiresAt: clock.now + HOUR,
    language: 'en',
    ...more,
  }
}

/** A new customer with a saved card of that behaviour, confirmed at the bank where it asked. */
export async function savedCard({ payments, sandbox }: PaymentsScene, cardKey: string): Promise<CustomersCard> {
  const customerId = await newCustomer(payments)
  const wanted = { ...PAGES, key: randomUUID(), accountId: 'account', customerId, currency: 'EUR' }
  const { id } = await payments.createCardSession(wanted)
  await sandbox.payWithCard(id, cardKey)
  await sandbox.answerBank(id, true)
  const { cardId, status, mode } = await payments.getSession(id)
  if (cardId === null || status !== 'complete' || mode !== 'setup')
    throw new Error(`The card ${cardKey} was not saved.`)
  return { customerId, cardId }
}

/** Charges 15.00 EUR to a saved card while its customer is away. */
export function chargeCard(
  payments: Payments,
  card: CustomersCard,
  more: Partial<SavedCardCharge> = {},
): Promise<Payment> {
  return payments.chargeSavedCard({
    orderId: randomUUID(),
    accountId: 'account',
    attempt: 1,
    currency: 'EUR',
    amount: 1500n,
    description: 'Auto top-up',
    ...card,
    ...more,
  })
}

export async function paymentFaultOf(call: Promise<unknown>): Promise<PaymentFault> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof PaymentFault) return error
  throw new Error(`No fault of a payment: ${String(error)}`)
}
