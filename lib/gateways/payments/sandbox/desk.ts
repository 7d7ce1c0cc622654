import { randomInt } from 'node:crypto'
import type Stripe from 'stripe'
import { type Instant, SECOND } from '@/lib/domain/instants'
import type { SandboxBooks, SandboxJson, SandboxRow } from '@/lib/domain/purchases/sandbox-store'
import { planDeliveries } from './plan-deliveries'
import { missing } from './refusals'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const ID_LENGTH = 24

/** The kinds of objects, how each is called in Stripe's messages, and how its ids begin. */
const KINDS = {
  customer: { name: 'customer', prefix: 'cus_' },
  'checkout.session': { name: 'checkout.session', prefix: 'cs_test_' },
  payment_intent: { name: 'payment_intent', prefix: 'pi_' },
  setup_intent: { name: 'setupintent', prefix: 'seti_' },
  payment_method: { name: 'PaymentMethod', prefix: 'pm_' },
  charge: { name: 'charge', prefix: 'ch_' },
  refund: { name: 'refund', prefix: 're_' },
  dispute: { name: 'dispute', prefix: 'du_' },
} as const

/** The SDK's own types: what the sandbox writes must have every field that they promise. */
interface Bodies {
  customer: Stripe.Customer
  'checkout.session': Stripe.Checkout.Session
  payment_intent: Stripe.PaymentIntent
  setup_intent: Stripe.SetupIntent
  payment_method: Stripe.PaymentMethod
  charge: Stripe.Charge
  refund: Stripe.Refund
  dispute: Stripe.Dispute
}
export type Kind = keyof Bodies

export interface Held<K extends Kind> {
  body: Bodies[K]
  hidden: SandboxJson
}

/** Where and how the sandbox is reached. */
export interface Places {
  /** The application's public address, where the hosted pages are. */
  pageOrigin: string
  apiVersion: string
}

/** What one request works with: the books within its transaction, the time, and the events that it causes. */
export class Desk {
  constructor(
    readonly books: SandboxBooks,
    readonly now: Instant,
    readonly places: Places,
    /** Stripe notes in an event which request caused it; null for what happens by itself. */
    private readonly request: { id: string; key: string | null } | null,
  ) {}

  /** Stripe's time: whole seconds. */
  get seconds(): number {
    return Number(this.now / SECOND)
  }

  newId(kind: Kind): string {
    return KINDS[kind].prefix + randomLetters()
  }

  /** Locked until the request is done. Throws ApiRefusal; `param` is the parameter that names it. */
  async lock<K extends Kind>(kind: K, id: string, param?: string): Promise<Held<K>> {
    return this.held(kind, id, await this.books.lockObject(id), param)
  }

  async get<K extends Kind>(kind: K, id: string, param?: string): Promise<Held<K>> {
    return this.held(kind, id, await this.books.findObject(id), param)
  }

  private held<K extends Kind>(kind: K, id: string, row: SandboxRow | null, param?: string): Held<K> {
    if (row?.kind !== kind) throw missing(KINDS[kind].name, id, param)
    return readRow<K>(row)
  }

  async save<K extends Kind>(kind: K, { body, hidden }: Held<K>, dueAt: Instant | null = null): Promise<void> {
    const links = body as { customer?: unknown; payment_intent?: unknown; created?: number }
    await this.books.saveObject({
      id: body.id,
      kind,
      customer: typeof links.customer === 'string' ? links.customer : null,
      owner: typeof links.payment_intent === 'string' ? links.payment_intent : null,
      createdAt: this.now,
      dueAt,
      body: body as unknown as SandboxJson,
      hidden,
    })
  }

  /** Writes an event with the object as it is now, and its deliveries to the webhook. */
  async emit(type: string, object: Bodies[Kind]): Promise<void> {
    const id = `evt_${randomLetters()}`
    const body = {
      id,
      object: 'event',
      api_version: this.places.apiVersion,
      created: this.seconds,
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: this.request?.id ?? null, idempotency_key: this.request?.key ?? null },
      type,
    }
    const deliveries = planDeliveries(this.now, await this.books.loadSwitches())
    await this.books.insertEvent({ id, type, createdAt: BigInt(this.seconds) * SECOND, body }, deliveries)
  }
}

export function readRow<K extends Kind>(row: SandboxRow): Held<K> {
  return { body: row.body as unknown as Bodies[K], hidden: row.hidden }
}

export function randomLetters(length = ID_LENGTH): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}
