import { randomUUID } from 'node:crypto'
import { connect } from '@/lib/db/client'
import { sandboxStore } from '@/lib/db/purchases-sandbox'
import type { MemberCaller } from '@/lib/domain/access/callers'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { openPayments } from '@/lib/gateways/payments/payments'
import { type Sandbox, startSandbox } from '@/lib/gateways/payments/sandbox/sandbox'
import { type House, newId } from '@/lib/usecases/define'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { definePack } from '@/lib/usecases/oversight/define-pack'
import { fulfilOrder } from '@/lib/usecases/purchases/fulfil-order'
import { placeOrder } from '@/lib/usecases/purchases/place-order'
import { setBillingProfile } from '@/lib/usecases/purchases/set-billing-profile'
import { freshDatabase } from './database'
import { SYSTEM, TestClock, testAccount, usageEvent } from './house'
import { type Received, SANDBOX_SETTINGS, webhookStub } from './payments'
import { memberCaller } from './people'

/** A house with a provider of its own, on a database of its own: its inbox and its packs are nobody else's. */
export interface PurchaseScene {
  house: House & { payments: Payments }
  clock: TestClock
  sandbox: Sandbox
  /** The database's owner comes in by it. */
  url: string
  /** Lets the provider send all that it has to say; returns everything that it sent so far. */
  deliverAll: () => Promise<Received[]>
  stop: () => Promise<void>
}

export async function purchaseScene(): Promise<PurchaseScene> {
  const { url, drop } = await freshDatabase()
  const db = connect(url, 'comptoir_app', 10)
  const clock = new TestClock()
  const stub = await webhookStub()
  const sandbox = await startSandbox({
    settings: SANDBOX_SETTINGS,
    store: sandboxStore(db),
    clock: clock.now,
    webhookUrl: stub.url,
    isDelivering: false,
  })
  const house = { db, clock: clock.now, newId, payments: openPayments(sandbox.address) }
  for (const pack of PACKS) await definePack(SYSTEM, pack, house)
  return {
    house,
    clock,
    sandbox,
    url,
    deliverAll: async () => {
      while ((await sandbox.deliver()) > 0);
      return stub.received
    },
    stop: async () => {
      await sandbox.stop()
      await stub.stop()
      await db.$disconnect()
      await drop()
    },
  }
}

/** What is on sale in a scene. */
export const PACKS = [
  { ...words('small'), tokens: '100000', priceCents: 690n, currency: 'EUR', expiresAfterDays: 365 },
  { ...words('medium'), tokens: '250000', priceCents: 1450n, currency: 'EUR', expiresAfterDays: 365 },
  { ...words('dollars'), tokens: '100000', priceCents: 790n, currency: 'USD', expiresAfterDays: 365 },
]

function words(key: string) {
  return { key, nameEn: `The ${key} pack`, nameFr: `Le pack ${key}` }
}

export interface Buyer {
  accountId: string
  owner: MemberCaller
}

/** An account in France whose owner said who buys. */
export async function testBuyer(house: House): Promise<Buyer> {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  await setBillingProfile(owner, { accountId, name: 'Ada', address: '1 rue du Test, Paris', country: 'FR' }, house)
  return { accountId, owner }
}

/** The form for the medium pack, at 14.50 and 20 % of tax. */
export function orderForm({ accountId }: Pick<Buyer, 'accountId'>, overrides: object = {}) {
  const form = { accountId, formKey: randomUUID(), packKey: 'medium', shownCents: '1740', language: 'en' as const }
  return { ...form, ...overrides }
}

/** An order of the medium pack, ready to be paid. */
export async function testOrder(house: House, buyer: Buyer): Promise<Order & { sessionId: string }> {
  const order = await placeOrder(buyer.owner, orderForm(buyer), house)
  if (order.sessionId === null) throw new Error('The order was not prepared.')
  return { ...order, sessionId: order.sessionId }
}

/** What an account has for its money: orders and grants by what is in them. */
export async function bought({ db }: House, accountId: string) {
  const orders = await db.order.findMany({ where: { accountId }, orderBy: { createdAt: 'asc' } })
  const grants = await db.grant.findMany({ where: { accountId, source: 'pack' } })
  return { states: orders.map(({ state }) => state), tokens: grants.map(({ amount }) => amount) }
}

/** How often the sandbox took money for the account, and how much in all. */
export async function paidFor({ db }: House, accountId: string): Promise<{ payments: number; cents: number }> {
  const rows = await db.sandboxObject.findMany({ where: { kind: 'payment_intent' } })
  const paid = rows
    .map(({ body }) => body as { status: string; amount_received: number; metadata: Record<string, string> })
    .filter(({ status, metadata }) => status === 'succeeded' && metadata.account_id === accountId)
  return { payments: paid.length, cents: paid.reduce((sum, { amount_received: cents }) => sum + cents, 0) }
}

/** An order of the medium pack that is paid and done. */
export async function paidOrder({ house, sandbox }: PurchaseScene, buyer: Buyer): Promise<Order> {
  const order = await testOrder(house, buyer)
  await sandbox.payWithCard(order.sessionId, 'success')
  return fulfilOrder(SYSTEM, { accountId: buyer.accountId, orderId: order.id }, house)
}

/** Charges so many tokens to the account now. */
export async function spend({ house, clock }: PurchaseScene, accountId: string, tokens: number): Promise<void> {
  const event = usageEvent(accountId, clock.now(), { quantities: { call: BigInt(tokens) * 1000n } })
  const [outcome] = await enqueueUsage([event], house)
  if (outcome?.kind !== 'charge') throw new Error(`Not charged: ${outcome?.kind}`)
}

/** What is in the buckets of the order's grant, in whole tokens. */
export async function tokensOf({ db }: House, { accountId, grantId }: Order) {
  const grant = await db.grant.findFirstOrThrow({ where: { accountId, id: grantId ?? '' } })
  const { available, held, spent, revoked, refunded } = grant
  const [a, h, s, v, r] = [available, held, spent, revoked, refunded].map((amount) => Number(amount / 1000n))
  return { available: a, held: h, spent: s, revoked: v, refunded: r }
}

/** Every document of the account, the oldest first: its kind and its total. */
export async function documentsOf({ db }: House, accountId: string): Promise<[string, bigint][]> {
  const rows = await db.document.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  return rows.map(({ kind, totalCents }) => [kind, totalCents])
}
