import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import Stripe from 'stripe'
import { type Database, database } from '@/lib/db/client'
import { sandboxStore } from '@/lib/db/purchases-sandbox'
import { HOUR, type Instant, instantFromMillis } from '@/lib/domain/instants'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { openPayments } from '@/lib/gateways/payments/payments'
import { type Sandbox, type SandboxSettings, startSandbox } from '@/lib/gateways/payments/sandbox/sandbox'
import { thePayments, theSandbox } from '@/lib/usecases/purchases/the-payments'
import { newCustomer } from './paying'

export const SANDBOX_SETTINGS: SandboxSettings = {
  STRIPE_SECRET_KEY: undefined,
  STRIPE_WEBHOOK_SECRET: undefined,
  NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  HOST: '127.0.0.1',
  PORT: 3000,
}

export interface PaymentsScene {
  sandbox: Sandbox
  payments: Payments
  /** The sandbox's time, which tests move. */
  clock: { now: Instant }
  stop: () => Promise<void>
}

interface SceneOptions {
  webhookUrl?: string
  clock?: { now: Instant }
  /** Another database than this worker's: who looks at deliveries wants no others' in it. */
  db?: Database
  isDelivering?: boolean
}

/** A sandbox and the gateway on it. Nothing is delivered but by `sandbox.deliver()`, unless wanted. */
export async function paymentsScene({
  webhookUrl = 'http://127.0.0.1:9/nobody',
  clock = { now: instantFromMillis(Date.now()) },
  db = database(),
  isDelivering = false,
}: SceneOptions = {}): Promise<PaymentsScene> {
  const store = sandboxStore(db)
  const settings = SANDBOX_SETTINGS
  const sandbox = await startSandbox({ settings, store, clock: () => clock.now, webhookUrl, isDelivering })
  return { sandbox, payments: openPayments(sandbox.address), clock, stop: () => sandbox.stop() }
}

export interface Received {
  body: Buffer
  signature: string
}

/** A webhook that keeps what it gets, and answers with `status`, which tests change. */
export async function webhookStub() {
  const received: Received[] = []
  const stub = { url: '', status: 200, received, stop: async () => {} }
  const server = createServer(async (message, response) => {
    const parts: Buffer[] = []
    for await (const part of message as AsyncIterable<Buffer>) parts.push(part)
    received.push({ body: Buffer.concat(parts), signature: String(message.headers['stripe-signature']) })
    response.writeHead(stub.status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The stub has no port.')
  stub.url = `http://127.0.0.1:${address.port}/webhook`
  stub.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return stub
}

const TEST_SITE = 'http://127.0.0.1:3000'

/** A payment session for 12.50 EUR at the provider that the process's own use cases call, as a buyer meets it. */
export async function openedSession(
  site = TEST_SITE,
): Promise<{ payments: Payments; sessionId: string; customerId: string }> {
  const payments = await thePayments()
  const [customerId, orderId] = [await newCustomer(payments), randomUUID()]
  const { id: sessionId } = await payments.createSession({
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
