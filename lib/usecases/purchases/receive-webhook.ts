import { z } from 'zod'
import { config } from '@/lib/config'
import { insertWebhook } from '@/lib/db/purchases-webhooks'
import { withRetry } from '@/lib/db/transactions'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { PaymentEvent, Payments } from '@/lib/domain/purchases/payment-model'
import { envelopeFault } from '@/lib/domain/purchases/webhook-envelope'
import { Refusal } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineDirect } from '../define'
import { houseNow } from './house-now'
import { paymentsOf } from './payments-of'

const utf8 = new TextDecoder()

/** Takes in a webhook, once: the signature over its raw bytes is its caller's only credential. It is worked after the answer. Returns its id. */
export const receiveWebhook = defineDirect({
  name: 'purchases.receive-webhook',
  input: z.strictObject({
    body: z.custom<Uint8Array>((body) => body instanceof Uint8Array),
    signature: z.string().max(10_000).nullable(),
  }),
  allow: job,
  run: async ({ body, signature }, _, house): Promise<{ id: string; isNew: boolean }> => {
    const now = await houseNow(house)
    const payload = utf8.decode(body)
    const fault = envelopeFault(payload, isLive())
    if (fault !== null) throw notOurs(fault)
    const { id, type } = readSigned(await paymentsOf(house), body, signature, now)
    const isNew = await withRetry(() => insertWebhook(house.db, { id, type, payload, receivedAt: now }))
    return { id, isNew }
  },
})

function readSigned(payments: Payments, body: Uint8Array, signature: string | null, now: bigint): PaymentEvent {
  try {
    return payments.readWebhook(body, signature, now)
  } catch (error) {
    if (!(error instanceof PaymentFault)) throw error
    throw notOurs(error.kind)
  }
}

function notOurs(rule: string): Refusal {
  return new Refusal('invalid-request', {
    detail: `This event is none of ours: ${rule}. Nothing was kept.`,
    facts: { rule },
  })
}

/** Whether real money moves. The sandbox has no key, and is none. */
function isLive(): boolean {
  return /^[sr]k_live_/.test(config().STRIPE_SECRET_KEY ?? '')
}
