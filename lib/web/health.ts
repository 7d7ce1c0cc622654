import 'server-only'
import { instantFromMillis, instantToMillis } from '@/lib/domain/instants'
import { Refusal } from '@/lib/domain/refusals'
import { checkHealth } from '@/lib/usecases/oversight/check-health'
import manifest from '@/package.json'
import type { Operation } from './api-route'

/** Whether this process can do its work: the database answers and the clocks agree; 503 when not. */
export const health: Operation = async () => {
  const processAt = instantFromMillis(Date.now())
  const { skew, isSteady } = await checkHealth({ kind: 'job', name: 'health' }, { processAt })
  const clockSkewMillis = instantToMillis(skew)
  if (isSteady) return { status: 'ok', version: manifest.version, clockSkewMillis }
  throw new Refusal('unavailable', {
    detail: "This machine's clock is more than 5 seconds from the database's. Set it: no usage is taken meanwhile.",
    facts: { clockSkewMillis },
    retryAfterSeconds: 10,
  })
}
