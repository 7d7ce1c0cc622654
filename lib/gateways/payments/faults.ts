import Stripe from 'stripe'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'

/** Calls the provider, and turns its errors into facts of ours. What is no error of the SDK's is a defect and passes. */
export async function asFacts<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw toFault(error)
  }
}

/**
 * The object that was asked for. The SDK resolves with whatever JSON a server in between answers when it has no "error" in it:
 * without this, an answer that is no answer would pass for a payment.
 */
export function requireObject<T extends { object: string; id: string }>(answer: T, object: T['object']): T {
  const { object: given, id } = answer as { object?: unknown; id?: unknown }
  if (given !== object || typeof id !== 'string' || id === '') throw nonsense(object)
  return answer
}

/** The rows of a list, each of which must be an object of the kind that was asked for. */
export function requireList<T extends { object: string; id: string }>(
  answer: { object: string; data: T[] },
  object: T['object'],
): T[] {
  const { object: given, data } = answer as { object?: unknown; data?: unknown }
  if (given !== 'list' || !Array.isArray(data)) throw nonsense('list')
  return answer.data.map((row) => requireObject(row, object))
}

function nonsense(object: string): PaymentFault {
  return new PaymentFault('provider-away', `The payments provider answered, but not with a ${object}.`)
}

function toFault(error: unknown): unknown {
  const { errors } = Stripe
  if (error instanceof errors.StripeCardError) return cardFault(error)
  if (error instanceof errors.StripeSignatureVerificationError) {
    return new PaymentFault('bad-signature', 'The signature is not ours, or too old.', { cause: error })
  }
  if (error instanceof errors.StripeInvalidRequestError && error.code === 'resource_missing') {
    return fault('not-found', error)
  }
  if (
    error instanceof errors.StripeInvalidRequestError ||
    error instanceof errors.StripeAuthenticationError ||
    error instanceof errors.StripePermissionError
  ) {
    return fault('misuse', error)
  }
  if (error instanceof errors.StripeIdempotencyError) {
    // In use by another request of ours: what came of that one is not known here yet.
    return fault(error.code === 'idempotency_key_in_use' ? 'provider-away' : 'misuse', error)
  }
  if (error instanceof errors.StripeError) {
    // 409: the object, or the key, is in use by a request of ours that goes on.
    return fault('provider-away', error)
  }
  return error
}

function cardFault(error: InstanceType<typeof Stripe.errors.StripeCardError>): PaymentFault {
  const needsCustomer = error.code === 'authentication_required' || error.decline_code === 'authentication_required'
  return fault(needsCustomer ? 'authentication-required' : 'card-declined', error)
}

function fault(kind: PaymentFault['kind'], error: InstanceType<typeof Stripe.errors.StripeError>): PaymentFault {
  return new PaymentFault(kind, error.message, {
    code: error.code ?? null,
    declineCode: error.decline_code || null,
    paymentId: error.payment_intent?.id ?? null,
    cause: error,
  })
}

/** The same for what is done without the network. */
export function asFactsNow<T>(call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw toFault(error)
  }
}
