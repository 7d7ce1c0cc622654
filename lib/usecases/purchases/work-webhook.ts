import { z } from 'zod'
import { claimWebhook, postponeWebhook, settleWebhook, type WebhookRow } from '@/lib/db/purchases-webhooks'
import { withRetry } from '@/lib/db/transactions'
import type { Instant } from '@/lib/domain/instants'
import { type Concern, concernOf, isLost, nextTry } from '@/lib/domain/purchases/inbox'
import { Refusal } from '@/lib/domain/refusals'
import { failureLine } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect, type House } from '../define'
import { fulfilConcern } from './fulfil-concern'
import { houseNow } from './house-now'
import { parkWebhook } from './park-webhook'
import { paymentsOf } from './payments-of'

const CALLER = { kind: 'system', rule: 'webhooks' } as const

export type Worked = 'worked' | 'ignored' | 'parked' | 'postponed' | 'not-due'

/**
 * Works one webhook of the inbox: fulfils the order, refund or dispute that it is about, and ignores what is about none. It is marked after the work, so one
 * that was cut off is worked again. An order that does not turn up within the hour is told to the staff. Throws what went wrong.
 */
export const workWebhook = defineDirect({
  name: 'purchases.work-webhook',
  input: z.strictObject({ id: z.string() }),
  allow: job,
  run: async ({ id }, _, house): Promise<Worked> => {
    const now = await houseNow(house)
    const row = await withRetry(() => claimWebhook(house.db, id, now, nextTry(now, 1)))
    if (!row) return 'not-due'
    try {
      return await work(row, house, now)
    } catch (error) {
      const line = failureLine(row.type, error)
      await withRetry(() => postponeWebhook(house.db, id, line, nextTry(now, row.attempts)))
      throw error
    }
  },
})

async function work(row: WebhookRow, house: House, now: Instant): Promise<Worked> {
  const concern = concernOf((await paymentsOf(house)).readKeptEvent(row.payload).subject)
  const settle = async (outcome: 'worked' | 'ignored') => {
    await withRetry(() => settleWebhook(house.db, row.id, outcome, null, now))
    return outcome
  }
  if (concern === null) return settle('ignored')
  try {
    await fulfilConcern(concern, house)
    return settle('worked')
  } catch (error) {
    if (!(error instanceof Refusal) || !['not-found', 'invalid-input'].includes(error.kind)) throw error
    if (!isLost(row.receivedAt, now)) {
      await withRetry(() => postponeWebhook(house.db, row.id, 'The order is not known.', nextTry(now, row.attempts)))
      return 'postponed'
    }
    await parkWebhook(CALLER, { id: row.id, type: row.type, ...namedBy(concern) }, house)
    return 'parked'
  }
}

/** What the staff looks for at the provider's: what was not made here has no order, only the provider's own name. */
function namedBy(concern: Concern): { accountId: string; orderId: string } {
  switch (concern.kind) {
    case 'order':
      return { accountId: concern.accountId, orderId: concern.orderId }
    case 'refund':
      return { accountId: '-', orderId: concern.providerId }
    case 'charge':
      return { accountId: '-', orderId: concern.paymentId }
    case 'dispute':
      return { accountId: '-', orderId: concern.disputeId }
  }
}
