import { randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { HOUR, instantFromMillis } from '@/lib/domain/instants'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { thePayments, theSandbox } from '@/lib/usecases/purchases/the-payments'
import { newCustomer } from './paying'

const TEST_SITE = 'http://127.0.0.1:3000'

/** A payment session for 12.50 EUR at the provider that the process's own use cases call, as a buyer meets it. */
export async function openedSession(
  site = TEST_SITE,
): Promise<{ payments: Payments; sessionId: string; customerId: string }> {
  const payments = await thePayments()
  const [customerId, orderId] = [await newCustomer(payments), randomUUID()]
  const { id: sessionId } = await payments.createSession({
    key: orderId,
    orderId,
    accountId: randomUUID(),
    customerId,
    currency: 'EUR',
    lines: [{ name: '250,000 tokens', description: 'Valid for 12 months', amount: 1250n }],
    successUrl: `${site}/sign-in?paid={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${site}/sign-in?left=1`,
    expiresAt: instantFromMillis(Date.now()) + HOUR,
    language: 'en',
  })
  return { payments, sessionId, customerId }
}

/** The same for a card that is to be saved. */
export async function openedCardSession(site = TEST_SITE): Promise<string> {
  const payments = await thePayments()
  const { id } = await payments.createCardSession({
    key: randomUUID(),
    accountId: randomUUID(),
    customerId: await newCustomer(payments),
    currency: 'EUR',
    successUrl: `${site}/sign-in?saved={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${site}/sign-in?left=1`,
    language: 'en',
  })
  return id
}

/** A payment without a session, its customer there, that waits for their yes at the bank. */
export async function waitingPayment(site = TEST_SITE): Promise<string> {
  const { secretKey, host, port } = (await theSandbox()).address
  const stripe = new Stripe(secretKey, { host, port, protocol: 'http' })
  const { id } = await stripe.paymentIntents.create({
    amount: 990,
    currency: 'eur',
    payment_method: 'pm_card_authenticationRequired',
    confirm: true,
    return_url: `${site}/sign-in?answered=1`,
  })
  return id
}
