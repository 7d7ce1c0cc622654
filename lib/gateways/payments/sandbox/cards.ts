import { SANDBOX_CARD_KEYS, type SandboxCardKey } from '@/lib/domain/purchases/sandbox-page'

/** What a bank says to a card: yes, yes once its customer has confirmed it, or no. */
export type CardOutcome = 'succeeds' | 'needs-authentication' | 'declines'

export interface Decline {
  code: string
  declineCode: string
  message: string
}

/** A card that behaves in a way of its own. Numbers are those that Stripe publishes for tests, unless it says otherwise. */
export interface TestCard {
  /** Its name on our page and in `hidden`. */
  key: SandboxCardKey
  number: string
  /** Stripe's names of it, such as pm_card_visa, for calls without a page. */
  token: string | null
  brand: 'visa' | 'mastercard'
  /** While its customer is there: paying, and saving it. */
  present: CardOutcome
  saving: CardOutcome
  /** While its customer is away. "needs-authentication" unless it was set up for that, when `isSetUpOnce`. */
  away: CardOutcome
  isSetUpOnce: boolean
  decline: Decline | null
  /** The charge is disputed as soon as it is made. */
  isDisputed: boolean
}

const GENERIC: Decline = { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' }
const NO_FUNDS: Decline = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
}
const EXPIRED: Decline = {
  code: 'expired_card',
  declineCode: 'expired_card',
  message: 'Your card has expired.',
}

const VISA = {
  brand: 'visa',
  present: 'succeeds',
  saving: 'succeeds',
  away: 'succeeds',
  isSetUpOnce: false,
  decline: null,
  isDisputed: false,
} as const
const DECLINED = { ...VISA, present: 'declines', saving: 'declines', away: 'declines' } as const

const ASKING = {
  ...VISA,
  present: 'needs-authentication',
  saving: 'needs-authentication',
  away: 'needs-authentication',
} as const

const BEHAVIOURS: Readonly<Record<SandboxCardKey, Omit<TestCard, 'key'>>> = {
  success: { ...VISA, number: '4242424242424242', token: 'pm_card_visa' },
  declined: { ...DECLINED, number: '4000000000000002', token: 'pm_card_chargeDeclined', decline: GENERIC },
  'insufficient-funds': {
    ...DECLINED,
    number: '4000000000009995',
    token: 'pm_card_chargeDeclinedInsufficientFunds',
    decline: NO_FUNDS,
  },
  expired: { ...DECLINED, number: '4000000000000069', token: 'pm_card_chargeDeclinedExpiredCard', decline: EXPIRED },
  'authentication-once': {
    ...ASKING,
    number: '4000002500003155',
    token: 'pm_card_authenticationRequiredOnSetup',
    isSetUpOnce: true,
  },
  'authentication-always': { ...ASKING, number: '4000002760003184', token: 'pm_card_authenticationRequired' },
  // Ours: Stripe has no card that pays while its customer is there and is declined later.
  'declined-later': { ...VISA, number: '4000000000020349', token: null, away: 'declines', decline: GENERIC },
  'saved-then-declined': {
    ...DECLINED,
    number: '4000000000000341',
    token: 'pm_card_chargeCustomerFail',
    saving: 'succeeds',
    decline: GENERIC,
  },
  disputed: { ...VISA, number: '4000000000000259', token: 'pm_card_createDispute', isDisputed: true },
  mastercard: { ...VISA, number: '5555555555554444', token: 'pm_card_mastercard', brand: 'mastercard' },
}

/** In the order of the page. */
export const TEST_CARDS: readonly TestCard[] = SANDBOX_CARD_KEYS.map((key) => ({ key, ...BEHAVIOURS[key] }))

export function findCard(key: unknown): TestCard | null {
  return TEST_CARDS.find((card) => card.key === key) ?? null
}

export function findCardOfToken(token: string): TestCard | null {
  return TEST_CARDS.find((card) => card.token === token) ?? null
}
