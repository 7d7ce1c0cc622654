import { createHmac } from 'node:crypto'

/** Stripe's signature over a webhook's raw body: the time in seconds, and an HMAC of time and body. */
export function signPayload(payload: string, secret: string, seconds: number): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex')
  return `t=${seconds},v1=${mac}`
}
