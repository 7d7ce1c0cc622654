import type { PaymentsAddress } from '@/lib/gateways/payments/payments'

/** What a process is doing when it is killed: the buyer's order, the webhook as it comes in and as it is worked, the buyer's return. */
export type Deed = 'order' | 'webhook' | 'work' | 'return'

/** Where in a purchase a process dies. */
export interface Step {
  name: string
  deed: Deed
  /**
   * Before or after a call to the provider, with a transaction open ("writing": the id of what is written is being made), or
   * when the deed is done and nobody has heard of it.
   */
  stop: `${'before' | 'after'} ${'ensureCustomer' | 'createSession' | 'getSession' | 'getPayment'}` | 'writing' | 'done'
}

/** Every step, in the order of a purchase. */
export const STEPS: readonly Step[] = [
  { name: 'the order half written', deed: 'order', stop: 'writing' },
  { name: 'the order written, the provider not asked', deed: 'order', stop: 'before ensureCustomer' },
  { name: 'the customer made at the provider’s', deed: 'order', stop: 'after ensureCustomer' },
  { name: 'the payment page open, not written down', deed: 'order', stop: 'after createSession' },
  { name: 'the payment page written down', deed: 'order', stop: 'done' },
  { name: 'paid, the webhook stored', deed: 'webhook', stop: 'done' },
  { name: 'paid, the webhook taken up', deed: 'work', stop: 'before getSession' },
  { name: 'paid, the payment seen', deed: 'work', stop: 'after getPayment' },
  { name: 'the delivery half written, by the webhook', deed: 'work', stop: 'writing' },
  { name: 'the delivery half written, by the returning buyer', deed: 'return', stop: 'writing' },
  { name: 'delivered, nobody told', deed: 'return', stop: 'done' },
]

/** What the process that is killed is told. */
export interface Task extends Pick<Step, 'deed' | 'stop'> {
  accountId: string
  formKey: string
  /** Null before there is one. */
  orderId: string | null
  /** Base64, and its signature; null before the buyer paid. */
  webhook: { body: string; signature: string } | null
  address: PaymentsAddress
}

/** What it prints when it has come to where it is to die. */
export const REACHED = 'reached'
