/** The cards of the sandbox's page in its order, named by how they behave. */
export const SANDBOX_CARD_KEYS = [
  'success',
  'declined',
  'insufficient-funds',
  'expired',
  'authentication-once',
  'authentication-always',
  'declined-later',
  'saved-then-declined',
  'disputed',
  'mastercard',
] as const
export type SandboxCardKey = (typeof SANDBOX_CARD_KEYS)[number]

/** A card that can be chosen on the sandbox's page. */
export interface SandboxCard {
  key: SandboxCardKey
  number: string
}

/** What the sandbox's page shows of a checkout session. Amounts in minor units of the currency. */
export interface SandboxCheckout {
  id: string
  mode: 'payment' | 'setup'
  /** "authentication": the bank waits for the customer's yes or no. */
  state: 'open' | 'authentication' | 'complete' | 'expired'
  lines: readonly { name: string; description: string | null; quantity: number; amount: bigint }[]
  total: bigint | null
  currency: string | null
  email: string | null
  /** Why the last try failed, in Stripe's words for programs: "insufficient_funds". */
  failure: string | null
  /** Where it leads when it is done, the session's id in place; and when the customer leaves. */
  successUrl: string
  cancelUrl: string | null
  cards: readonly SandboxCard[]
}

/** A payment with a saved card that the bank wants its customer's yes to. */
export interface SandboxAuthentication {
  id: string
  isWaiting: boolean
  amount: bigint
  currency: string
  /** Where it leads afterwards. */
  returnUrl: string | null
}

/** Where the customer goes from the page: on when it is done, else the page again, which says why. */
export function afterCheckout({ id, state, successUrl }: SandboxCheckout): string {
  return state === 'complete' ? successUrl : `/sandbox/checkout/${id}`
}

export function afterAuthentication({ id, isWaiting, returnUrl }: SandboxAuthentication): string {
  return !isWaiting && returnUrl !== null ? returnUrl : `/sandbox/authentication/${id}`
}
