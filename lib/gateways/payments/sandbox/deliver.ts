import { setTimeout as sleep } from 'node:timers/promises'
import { type Instant, instantToMillis, MINUTE, SECOND } from '@/lib/domain/instants'
import type { ClaimedDelivery, SandboxStore } from '@/lib/domain/purchases/sandbox-store'
import { log } from '@/lib/log'
import { signPayload } from './signature'

const ANSWER_MILLIS_MAX = 10_000
/** Longer than an answer may take. What a process had that died is sent by another after it. */
const CLAIM = 15n * SECOND
const RETRY_FIRST = SECOND
const RETRY_MAX = 60n * MINUTE
/** With an hour between the last ones, about three days. */
const ATTEMPTS_MAX = 80
const IDLE_MILLIS = 1000

export interface DeliveryOptions {
  store: SandboxStore
  clock: () => Instant
  webhookUrl: string
  webhookSecret: string
}

/** Sends what is first due, and says whether there was something: one at a time, so that little waits for a process that died. */
export async function deliverDue({ store, clock, webhookUrl, webhookSecret }: DeliveryOptions): Promise<number> {
  const now = clock()
  const claimed = await store.claimDeliveries(now, now + CLAIM, 1)
  for (const delivery of claimed) {
    const { isDelivered, answer } = await send(delivery, webhookUrl, webhookSecret, clock())
    const at = clock()
    const retryAt = isDelivered || delivery.attempts >= ATTEMPTS_MAX ? null : at + waitAfter(delivery.attempts)
    await store.settleDelivery(delivery.id, { at, answer, isDelivered, retryAt })
  }
  return claimed.length
}

/** Twice as long after each failure, at most an hour. */
function waitAfter(attempts: number): Instant {
  const wait = RETRY_FIRST << BigInt(Math.min(attempts - 1, 20))
  return wait < RETRY_MAX ? wait : RETRY_MAX
}

/** Only a status of the 200s is an acceptance; redirects are not followed. */
async function send({ event }: ClaimedDelivery, url: string, secret: string, now: Instant) {
  const payload = JSON.stringify(event.body, null, 2)
  const seconds = Math.floor(instantToMillis(now) / 1000)
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MILLIS_MAX),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Comptoir payments sandbox',
        'stripe-signature': signPayload(payload, secret, seconds),
      },
      body: payload,
    })
    await response.body?.cancel()
    return { isDelivered: response.ok, answer: `${response.status}` }
  } catch (error) {
    return { isDelivered: false, answer: (error as Error).name }
  }
}

/** Runs `turn` again and again: at once while there is work, else when it is woken or after a second. */
export function startLoop(turn: () => Promise<number>): { wake: () => void; stop: () => Promise<void> } {
  const stopping = new AbortController()
  let waking = new AbortController()
  let isFailing = false
  const attempt = async () => {
    try {
      const done = await turn()
      isFailing = false
      return done
    } catch (error) {
      // Once for each time that it begins: the database may be away for long.
      if (!isFailing) log().warn({ err: error }, 'the payments sandbox cannot deliver')
      isFailing = true
      return 0
    }
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      waking = new AbortController()
      const signal = AbortSignal.any([stopping.signal, waking.signal])
      if ((await attempt()) > 0) continue
      await sleep(IDLE_MILLIS, undefined, { ref: false, signal }).catch(() => undefined)
    }
  }
  const ended = run()
  return {
    wake: () => waking.abort(),
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
