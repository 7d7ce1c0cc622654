import { log } from '@/lib/log'
import { receiveWebhook } from '@/lib/usecases/purchases/receive-webhook'
import { workWebhook } from '@/lib/usecases/purchases/work-webhook'
import type { Operation } from './api-route'
import { readBytes } from './json-body'

const CALLER = { kind: 'system', rule: 'webhooks' } as const

/**
 * Takes in an event of the payments provider: kept, answered, then worked by `later`. What cannot be worked then is worked by the job, so a
 * failure here is only noted.
 */
export function takeWebhook(later: (work: () => Promise<void>) => void): Operation {
  return async ({ request }) => {
    const body = await readBytes(request)
    const signature = request.headers.get('stripe-signature')
    const { id, isNew } = await receiveWebhook(CALLER, { body, signature })
    if (isNew) later(() => work(id))
    return { body: { received: id } }
  }
}

async function work(id: string): Promise<void> {
  try {
    await workWebhook(CALLER, { id })
  } catch (error) {
    log().warn({ webhook: id, err: error }, 'A webhook could not be worked yet.')
  }
}
