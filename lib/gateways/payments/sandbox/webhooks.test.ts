import { spawn } from 'node:child_process'
import { once } from 'node:events'
import Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Database } from '@/lib/db/client'
import { sandboxStore } from '@/lib/db/purchases-sandbox'
import { MINUTE, SECOND } from '@/lib/domain/instants'
import type { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { NO_SWITCHES } from '@/lib/domain/purchases/sandbox-store'
import { freshDatabase } from '@/lib/testing/database'
import { type PaymentsScene, paymentsScene, SANDBOX_SETTINGS, webhookStub } from '@/lib/testing/payments'
import { startSandbox } from './sandbox'

let fresh: Awaited<ReturnType<typeof freshDatabase>>
let db: Database
let webhook: Awaited<ReturnType<typeof webhookStub>>
let scene: PaymentsScene

beforeAll(async () => {
  fresh = await freshDatabase()
  db = connect(fresh.url, 'comptoir_app', 5)
})
beforeEach(async () => {
  await db.sandboxEvent.deleteMany()
  await db.sandboxObject.deleteMany()
  await db.sandboxSwitch.deleteMany()
  webhook = await webhookStub()
  scene = await paymentsScene({ webhookUrl: webhook.url, db })
})
afterEach(async () => {
  await scene.stop()
  await webhook.stop()
})
afterAll(async () => {
  await db.$disconnect()
  await fresh.drop()
})

const customer = () =>
  scene.payments.ensureCustomer({ accountId: `${Math.random()}`, customerId: null, name: 'Ada', email: null })
const deliverAll = async () => {
  let count = 0
  for (let done = await scene.sandbox.deliver(); done > 0; done = await scene.sandbox.deliver()) count += done
  return count
}
const idsOf = () => webhook.received.map(({ body }) => (JSON.parse(body.toString()) as { id: string }).id)
const typesOf = () => webhook.received.map(({ body }) => (JSON.parse(body.toString()) as { type: string }).type)

describe('a webhook', () => {
  test('is signed over its raw bytes: the SDK and the gateway take it, and nothing that was changed', async () => {
    await customer()
    await deliverAll()
    const { webhookSecret } = scene.sandbox.address
    const { webhooks } = new Stripe('sk_test_x')
    const [first] = webhook.received
    if (!first) throw new Error('Nothing was delivered.')
    const event = webhooks.constructEvent(first.body, first.signature, webhookSecret)
    expect(event).toMatchObject({
      object: 'event',
      type: 'customer.created',
      livemode: false,
      api_version: Stripe.API_VERSION,
    })
    expect(event.id).toMatch(/^evt_/)
    const read = (body: Buffer, signature: string | null, now = scene.clock.now) =>
      scene.payments.readWebhook(body, signature, now)
    expect(read(first.body, first.signature)).toMatchObject({
      id: event.id,
      type: 'customer.created',
      subject: { kind: 'other' },
    })
    expect(scene.payments.readKeptEvent(first.body.toString()).id).toBe(event.id)
    const changed = Buffer.from(first.body.toString().replace('customer.created', 'customer.deleted'))
    for (const refused of [
      () => read(changed, first.signature),
      () => read(first.body, null),
      () => read(first.body, 't=1,v1=00'),
      () => read(first.body, first.signature, scene.clock.now + 5n * MINUTE + 2n * SECOND),
    ]) {
      expect(refused).toThrow(expect.objectContaining({ kind: 'bad-signature' }) as PaymentFault)
    }
  })

  test('comes in the order of what happened, and once', async () => {
    await customer()
    expect(await deliverAll()).toBe(2)
    expect(typesOf()).toEqual(['customer.created', 'customer.updated'])
    expect(await deliverAll()).toBe(0)
  })

  test('that is not accepted is sent again, each time twice as late, with the same id and a new signature', async () => {
    await customer()
    webhook.status = 500
    await deliverAll()
    expect(await deliverAll()).toBe(0)
    scene.clock.now += SECOND
    expect(await deliverAll()).toBe(2)
    scene.clock.now += SECOND
    expect(await deliverAll()).toBe(0)
    webhook.status = 200
    scene.clock.now += SECOND
    expect(await deliverAll()).toBe(2)
    expect(new Set(idsOf()).size).toBe(2)
    expect(new Set(webhook.received.map(({ signature }) => signature)).size).toBe(6)
  })

  test('that a process claimed and died with is sent by another, later', async () => {
    await customer()
    const store = sandboxStore(db)
    const [claimed] = await store.claimDeliveries(scene.clock.now, scene.clock.now + 15n * SECOND, 1)
    expect(claimed?.event.type).toBe('customer.created')
    await deliverAll()
    expect(typesOf()).toEqual(['customer.updated'])
    scene.clock.now += 16n * SECOND
    await deliverAll()
    expect(typesOf()).toEqual(['customer.updated', 'customer.created'])
  })

  test('in the hands of a process that is killed with -9 is sent by another', async () => {
    await customer()
    webhook.status = 0
    const program = `
      import { connect } from '@/lib/db/client'
      import { paymentsScene } from '@/lib/testing/payments'
      await paymentsScene({ webhookUrl: '${webhook.url}', db: connect('${fresh.url}', 'comptoir_app', 2), isDelivering: true })
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: 'ignore',
    })
    await expect.poll(() => webhook.received.length, { timeout: 25_000 }).toBe(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    webhook.status = 200
    scene.clock.now += 60n * SECOND
    await deliverAll()
    expect(typesOf()).toEqual(['customer.created', 'customer.created', 'customer.updated'])
  })

  test('is sent once by two processes that look at the same time', async () => {
    const other = await paymentsScene({ webhookUrl: webhook.url, db, clock: scene.clock })
    for (let i = 0; i < 5; i++) await customer()
    const turns = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? scene : other).sandbox.deliver())
    await Promise.all(turns)
    await deliverAll()
    expect(idsOf()).toHaveLength(10)
    expect(new Set(idsOf()).size).toBe(10)
    await other.stop()
  })

  test('of a session that nobody paid says so when its time is over', async () => {
    const session = await scene.payments.createSession({
      key: 'late',
      orderId: 'late',
      accountId: 'account',
      customerId: await customer(),
      currency: 'EUR',
      lines: [{ name: 'Tokens', amount: 1000n }],
      successUrl: 'http://127.0.0.1:3000/',
      cancelUrl: 'http://127.0.0.1:3000/',
      expiresAt: scene.clock.now + 40n * MINUTE,
      language: 'en',
    })
    await deliverAll()
    scene.clock.now += 41n * MINUTE
    await deliverAll()
    expect(typesOf().at(-1)).toBe('checkout.session.expired')
    expect(await scene.payments.getSession(session.id)).toMatchObject({ status: 'expired' })
  })
})

describe('a switch', () => {
  const set = (switches: Partial<typeof NO_SWITCHES>) => scene.sandbox.setSwitches({ ...NO_SWITCHES, ...switches })

  test('delays', async () => {
    await set({ delaySeconds: 30 })
    await customer()
    expect(await deliverAll()).toBe(0)
    scene.clock.now += 30n * SECOND
    expect(await deliverAll()).toBe(2)
  })

  test('duplicates', async () => {
    await set({ copies: 3 })
    await customer()
    expect(await deliverAll()).toBe(6)
    expect(new Set(idsOf()).size).toBe(2)
  })

  test('reorders: the newest of a span comes first', async () => {
    await set({ reorderSeconds: 60 })
    await customer()
    expect(await deliverAll()).toBe(0)
    scene.clock.now += 60n * SECOND
    await deliverAll()
    expect(typesOf()).toEqual(['customer.updated', 'customer.created'])
  })

  test('drops, and the list of events has them all the same', async () => {
    const since = scene.clock.now
    await set({ drop: 1 })
    await customer()
    scene.clock.now += 60n * MINUTE
    expect(await deliverAll()).toBe(0)
    const events = await scene.payments.listEventsSince(since)
    expect(events.map(({ type }) => type)).toEqual(['customer.created', 'customer.updated'])
    await set({})
    await customer()
    expect(await deliverAll()).toBe(2)
  })
})

test('the loop delivers by itself, and stops', async () => {
  const running = await paymentsScene({ webhookUrl: webhook.url, db, clock: scene.clock, isDelivering: true })
  await running.payments.ensureCustomer({ accountId: 'loop', customerId: null, name: 'Ada', email: null })
  // At once: it is woken, and does not wait for its next look.
  await expect.poll(() => typesOf(), { timeout: 5000 }).toEqual(['customer.created', 'customer.updated'])
  await running.stop()
})

test.each([
  ['sk_live_1', 'whsec_1'],
  ['rk_live_1', 'whsec_1'],
  ['sk_test_1', 'whsec_1'],
  [undefined, 'whsec_1'],
])('the sandbox does not start beside %s and %s', async (STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET) => {
  const settings = { ...SANDBOX_SETTINGS, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET }
  await expect(startSandbox({ settings, store: sandboxStore(db) })).rejects.toThrow('does not start beside it')
})
