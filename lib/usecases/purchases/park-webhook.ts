import { z } from 'zod'
import { settleWebhook } from '@/lib/db/purchases-webhooks'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { job } from '../allow'
import { defineUsecase } from '../define'

/** Works a webhook no more whose order is not here, and tells the staff: money may have come in for it. */
export const parkWebhook = defineUsecase({
  name: 'purchases.park-webhook',
  input: z.strictObject({ id: z.string(), type: z.string(), accountId: z.string(), orderId: z.string() }),
  allow: job,
  isSafeTwice: true,
  run: async ({ id, ...about }, work) => {
    await settleWebhook(work.tx, id, 'parked', 'The order is not known.', work.now)
    work.audit({ subject: `webhook:${id}`, detail: about })
    work.emit({ accountId: NIL_ID, name: 'payment.unmatched', payload: { eventId: id, ...about } })
  },
})
