import Stripe from 'stripe'
import { type PaymentsScene, paymentsScene } from './payments'

export type StripeError = InstanceType<typeof Stripe.errors.StripeError>

/** Stripe's own SDK on a sandbox, without its retries. */
export async function stripeScene(): Promise<PaymentsScene & { stripe: Stripe }> {
  const scene = await paymentsScene()
  const { secretKey, host, port } = scene.sandbox.address
  return {
    ...scene,
    stripe: new Stripe(secretKey, { host, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 }),
  }
}

/** A payment of 9.90 EUR with a test card by Stripe's name of it, with the customer there or away. */
export async function payWith(
  stripe: Stripe,
  token: string,
  isAway = false,
  owner?: string,
): Promise<Stripe.PaymentIntent> {
  const customer = owner ?? (await stripe.customers.create({ name: 'Ada' })).id
  return stripe.paymentIntents.create({
    amount: 990,
    currency: 'eur',
    customer,
    payment_method: token,
    confirm: true,
    off_session: isAway,
  })
}

/** The error of Stripe's that a call throws. */
export async function errorOf(call: Promise<unknown>): Promise<StripeError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Stripe.errors.StripeError) return error
  throw new Error(`No error of Stripe's: ${String(error)}`)
}

/** The types of the latest events that name an object, the oldest first. */
export async function typesOf(stripe: Stripe, object: string): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 })
  return data
    .filter((event) => JSON.stringify(event.data.object).includes(`"${object}"`))
    .map(({ type }) => type)
    .reverse()
}
