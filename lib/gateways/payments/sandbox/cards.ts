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
  key: string
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

/** In the order of the page. */
export const TEST_CARDS: readonly TestCard[] = [
  { ...VISA, key: 'success', number: '4242424242424242', token: 'pm_card_visa' },
  { ...DECLINED, key: 'declined', number: '4000000000000002', token: 'pm_card_chargeDeclined', decline: GENERIC },
  {
    ...DECLINED,
    key: 'insufficient-funds',
    number: '4000000000009995',
    token: 'pm_card_chargeDeclinedInsufficientFunds',
    decline: NO_FUNDS,
  },
  {
    ...DECLINED,
    key: 'expired',
    number: '4000000000000069',
    token: 'pm_card_chargeDeclinedExpiredCard',
    decline: EXPIRED,
  },
  {
    ...VISA,
    key: 'authentication-once',
    number: '4000002500003155',
    token: 'pm_card_authenticationRequiredOnSetup',
    present: 'needs-authentication',
    saving: 'needs-authentication',
    away: 'needs-authentication',
    isSetUpOnce: true,
  },
  {
    ...VISA,
    key: 'authentication-always',
    number: '4000002760003184',
    token: 'pm_card_authenticationRequired',
    present: 'needs-authentication',
    saving: 'needs-authentication',
    away: 'needs-authentication',
  },
  // Ours: Stripe has no card that pays while its customer is there and is declined later.
  { ...VISA, key: 'declined-later', number: '4000000000020349', token: null, away: 'declines', decline: GENERIC },
  {
    ...VISA,
    key: 'saved-then-declined',
    number: '4000000000000341',
    token: 'pm_card_chargeCustomerFail',
    present: 'declines',
    away: 'declines',
    decline: GENERIC,
  },
  {
    ...VISA,
    key: 'disputed',
    number: '4000000000000259',
    token: 'pm_card_createDispute',
    isDisputed: true,
  },
  { ...VISA, key: 'mastercard', number: '5555555555554444', token: 'pm_card_mastercard', brand: 'mastercard' },
]

export function findCard(key: unknown): TestCard | null {
  return TEST_CARDS.find((card) => card.key === key) ?? null
}

export function findCardOfToken(token: string): TestCard | null {
  return TEST_CARDS.find((card) => card.token === token) ?? null
}
