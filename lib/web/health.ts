import 'server-only'
import { instantToMillis } from '@/lib/domain/instants'
import { Refusal } from '@/lib/domain/refusals'
import manifest from '@/package.json'
import type { Operation } from './api-route'
import { checkClock } from './clock-check'

/** Whether this process can do its work: the database answers and the clocks agree; 503 when not. */
export const health: Operation = async () => {
  const { skew, isSteady } = await checkClock('health')
  const clockSkewMillis = instantToMillis(skew)
  if (isSteady) return { body: { status: 'ok', version: manifest.version, clockSkewMillis } }
  throw new Refusal('unavailable', {
    detail: "This machine's clock is more than 5 seconds from the database's. Set it: no usage is taken meanwhile.",
    facts: { clockSkewMillis },
    retryAfterSeconds: 10,
  })
}
