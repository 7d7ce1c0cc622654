import { createHmac } from 'node:crypto'
import Stripe from 'stripe'
import type { Config } from '@/lib/config'
import { type Instant, instantFromMillis } from '@/lib/domain/instants'
import type { SandboxAuthentication, SandboxCheckout } from '@/lib/domain/purchases/sandbox-page'
import type { SandboxStore, SandboxSwitches } from '@/lib/domain/purchases/sandbox-store'
import type { PaymentsAddress } from '../payments'
import { answerRequest } from './answer-request'
import { serveApi } from './api-server'
import { type DeliveryOptions, deliverDue, startLoop } from './deliver'
import { Desk, readRow } from './desk'
import { openDispute } from './disputes'
import { answerAuthentication, answerBank, payWithCard, showAuthentication, showCheckout } from './hosted-page'
import { expireDue } from './sessions'

const EXPIRED_AT_ONCE = 20

/** What the sandbox needs to know of the configuration. */
export type SandboxSettings = Pick<
  Config,
  'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET' | 'NEXTAUTH_SECRET' | 'NEXTAUTH_URL' | 'HOST' | 'PORT'
>

export interface SandboxOptions {
  settings: SandboxSettings
  store: SandboxStore
  clock?: () => Instant
  /** Where webhooks go; the application's own address unless a test has another. */
  webhookUrl?: string
  /** Tests deliver by hand. */
  isDelivering?: boolean
}

/** A running sandbox: Stripe's API for the SDK, and what stands in for people and banks. */
export interface Sandbox {
  address: PaymentsAddress & { host: string; port: number }
  showCheckout(sessionId: string): Promise<SandboxCheckout | null>
  payWithCard(sessionId: string, cardKey: string): Promise<SandboxCheckout | null>
  answerBank(sessionId: string, isApproved: boolean): Promise<SandboxCheckout | null>
  showAuthentication(paymentId: string): Promise<SandboxAuthentication | null>
  answerAuthentication(paymentId: string, isApproved: boolean): Promise<SandboxAuthentication | null>
  /** A customer's bank takes a paid charge back. It ends with the evidence that Stripe has for it, see README. */
  openDispute(chargeId: string, reason: string): Promise<string>
  setSwitches(switches: SandboxSwitches): Promise<void>
  /** Does once what the loop does: expires sessions, sends what is due. Says how much there was. */
  deliver(): Promise<number>
  stop(): Promise<void>
}

/**
 * Starts the sandbox in this process. Its state is the store's, so any number of processes have one each and see the same.
 * Throws beside any Stripe key: what is real must never be mixed with what is not.
 */
export async function startSandbox({
  settings,
  store,
  clock = systemClock,
  webhookUrl = `${ownAddress(settings)}/api/stripe/webhook`,
  isDelivering = true,
}: SandboxOptions): Promise<Sandbox> {
  if (settings.STRIPE_SECRET_KEY !== undefined || settings.STRIPE_WEBHOOK_SECRET !== undefined) {
    throw new Error('A Stripe key is set: the payments sandbox does not start beside it.')
  }
  const places = { pageOrigin: new URL(settings.NEXTAUTH_URL).origin, apiVersion: Stripe.API_VERSION }
  const secretKey = `sk_test_sandbox_${derive(settings, 'key')}`
  const webhookSecret = `whsec_${derive(settings, 'webhook')}`
  const delivery: DeliveryOptions = { store, clock, webhookUrl, webhookSecret }
  const inDesk = <T>(work: (desk: Desk) => Promise<T>): Promise<T> =>
    store.inTransaction((books) => work(new Desk(books, clock(), places, null)))
  const deliver = async () => (await inDesk(expireSessions)) + (await deliverDue(delivery))
  const loop = isDelivering ? startLoop(deliver) : null
  const at = async <T>(work: (desk: Desk) => Promise<T>): Promise<T> => {
    const done = await inDesk(work)
    loop?.wake()
    return done
  }
  const api = await serveApi({
    secretKey,
    apiVersion: places.apiVersion,
    answer: async (request) => {
      const answer = await answerRequest(store, clock, places, request)
      if (request.method === 'POST') loop?.wake()
      return answer
    },
  })
  return {
    address: { secretKey, webhookSecret, host: '127.0.0.1', port: api.port },
    showCheckout: (id) => at((desk) => showCheckout(desk, id)),
    payWithCard: (id, cardKey) => at((desk) => payWithCard(desk, id, cardKey)),
    answerBank: (id, isApproved) => at((desk) => answerBank(desk, id, isApproved)),
    showAuthentication: (id) => at((desk) => showAuthentication(desk, id)),
    answerAuthentication: (id, isApproved) => at((desk) => answerAuthentication(desk, id, isApproved)),
    openDispute: async (chargeId, reason) => (await at((desk) => openDispute(desk, chargeId, reason))).id,
    setSwitches: (switches) => at((desk) => desk.books.saveSwitches(switches)),
    deliver,
    stop: async () => {
      await loop?.stop()
      await api.stop()
    },
  }
}

/** Ends some of the sessions whose time is over, and says how many. */
async function expireSessions(desk: Desk): Promise<number> {
  const due = await desk.books.lockDueObjects(desk.now, EXPIRED_AT_ONCE)
  for (const row of due) await expireDue(desk, readRow<'checkout.session'>(row))
  return due.length
}

/** The same in every process of an installation, and told nowhere. */
function derive({ NEXTAUTH_SECRET }: SandboxSettings, what: string): string {
  return createHmac('sha256', NEXTAUTH_SECRET).update(`payments sandbox: ${what}`).digest('hex').slice(0, 48)
}

/** Where this machine reaches the application. */
function ownAddress({ HOST, PORT }: SandboxSettings): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}

function systemClock(): Instant {
  return instantFromMillis(Date.now())
}
