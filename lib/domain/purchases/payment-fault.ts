export type PaymentFaultKind =
  /** The bank says no: `code` and `declineCode` say why. The customer may try again or take another card. */
  | 'card-declined'
  /** The bank wants its customer present (3-D Secure), who is not. */
  | 'authentication-required'
  /** Nobody knows whether it was done: the provider is away, busy or answers nonsense. Ask again with the same key. */
  | 'provider-away'
  /** The provider does not know the object. */
  | 'not-found'
  /** The provider refuses what was asked for: `code` says why. Asking again does not help. */
  | 'misuse'
  /** A webhook that was not signed with our secret, or too long ago. */
  | 'bad-signature'

/** Why the payments provider did not do what was asked, as a fact. The provider's own error is the cause. */
export class PaymentFault extends Error {
  override name = 'PaymentFault'
  constructor(
    readonly kind: PaymentFaultKind,
    message: string,
    readonly details: {
      code?: string | null
      declineCode?: string | null
      /** The payment that failed, which the provider keeps. */
      paymentId?: string | null
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: details.cause })
  }

  get code(): string | null {
    return this.details.code ?? null
  }

  get declineCode(): string | null {
    return this.details.declineCode ?? null
  }
}
