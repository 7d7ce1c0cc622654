/** A card that can be chosen on the sandbox's page. `key` says how it behaves. */
export interface SandboxCard {
  key: string
  brand: string
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
