import { config } from '@/lib/config'
import { database } from '@/lib/db/client'
import { sandboxStore } from '@/lib/db/purchases-sandbox'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { notFound } from '@/lib/domain/refusals'
import { openPayments } from '@/lib/gateways/payments/payments'
import { type Sandbox, startSandbox } from '@/lib/gateways/payments/sandbox/sandbox'
import { log } from '@/lib/log'

interface Opened {
  payments: Payments
  sandbox: Sandbox | null
}

const shared = globalThis as { comptoirPayments?: Promise<Opened> | undefined }

/** The process's payments provider: Stripe when its key is set, else the sandbox, which the first call starts in this process. */
export async function thePayments(): Promise<Payments> {
  return (await opened()).payments
}

/** What stands in for people and banks. Where a Stripe key is set there is no such thing, and its pages are not found. */
export async function theSandbox(): Promise<Sandbox> {
  const { sandbox } = await opened()
  if (!sandbox) throw notFound('page')
  return sandbox
}

function opened(): Promise<Opened> {
  shared.comptoirPayments ??= open().catch((error: unknown) => {
    shared.comptoirPayments = undefined
    throw error
  })
  return shared.comptoirPayments
}

async function open(): Promise<Opened> {
  const settings = config()
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = settings
  if (secretKey !== undefined && webhookSecret !== undefined) {
    return { payments: openPayments({ secretKey, webhookSecret }), sandbox: null }
  }
  if (settings.NEXTAUTH_URL.startsWith('https:')) {
    log().warn('no Stripe key is set: payments are a sandbox, in which no money moves')
  }
  const sandbox = await startSandbox({ settings, store: sandboxStore(database()) })
  return { payments: openPayments(sandbox.address), sandbox }
}
