import { createServer } from 'node:http'
import { type Database, database } from '@/lib/db/client'
import { sandboxStore } from '@/lib/db/purchases-sandbox'
import { type Instant, instantFromMillis } from '@/lib/domain/instants'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { openPayments } from '@/lib/gateways/payments/payments'
import { type Sandbox, type SandboxSettings, startSandbox } from '@/lib/gateways/payments/sandbox/sandbox'

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

/** A webhook that keeps what it gets, and answers with `status`, which tests change; 0 never answers. */
export async function webhookStub() {
  const received: Received[] = []
  const stub = { url: '', status: 200, received, stop: async () => {} }
  const server = createServer(async (message, response) => {
    const parts: Buffer[] = []
    for await (const part of message as AsyncIterable<Buffer>) parts.push(part)
    received.push({ body: Buffer.concat(parts), signature: String(message.headers['stripe-signature']) })
    if (stub.status > 0) response.writeHead(stub.status).end()
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
