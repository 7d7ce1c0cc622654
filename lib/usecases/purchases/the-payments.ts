import { config } from '@/lib/config'
import { database } from '@/lib/db/client'
import { sandboxStore } from '@/lib/db/purchases-sandbox'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { notFound } from '@/lib/domain/refusals'
import { openPayments } from '@/lib/gateways/payments/payments'
import { type Sandbox, startSandbox } from '@/lib/gateways/payments/sandbox/sandbox'
import { log } from '@/lib/log'

// Not on globalThis: a bundler may load this module more than once, and each has its own PaymentFault to be told apart by.
let payments: Promise<Payments> | undefined
// One for each process, since it holds a port and a loop.
const shared = globalThis as { comptoirSandbox?: Promise<Sandbox> | undefined }

/** The process's payments provider: Stripe when its key is set, else the sandbox, which the first call starts in this process. */
export function thePayments(): Promise<Payments> {
  payments ??= open().catch((error: unknown) => {
    payments = undefined
    throw error
  })
  return payments
}

/** What stands in for people and banks. Where a Stripe key is set there is no such thing, and its pages are not found. */
export async function theSandbox(): Promise<Sandbox> {
  const settings = config()
  if (settings.STRIPE_SECRET_KEY !== undefined) throw notFound('page')
  shared.comptoirSandbox ??= startSandbox({ settings, store: sandboxStore(database()) }).catch((error: unknown) => {
    shared.comptoirSandbox = undefined
    throw error
  })
  return shared.comptoirSandbox
}

async function open(): Promise<Payments> {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, NEXTAUTH_URL } = config()
  if (secretKey !== undefined && webhookSecret !== undefined) return openPayments({ secretKey, webhookSecret })
  if (NEXTAUTH_URL.startsWith('https:')) {
    log().warn('no Stripe key is set: payments are a sandbox, in which no money moves')
  }
  return openPayments((await theSandbox()).address)
}
