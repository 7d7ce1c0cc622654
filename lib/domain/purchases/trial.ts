import type { Plan } from '../catalogue/plans'
import { DAY, type Instant, SECOND } from '../instants'
import { anchorOf, periodStart } from '../ledger/periods'
import { TOKEN, type Tokens } from '../tokens'
import type { BillingProfile } from './order-model'
import type { KeptCard } from './payment-model'
import type { Tax, TaxedAmount } from './tax'

/** Providers whose addresses say nothing by their dots, and all names under which they deliver. */
const DOTLESS: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' }

/**
 * The mailbox behind an e-mail address, so that one person's aliases are one: without what stands after a plus, and without dots where the
 * provider ignores them. Not for delivery.
 */
export function mailboxOf(email: string): string {
  const [local = '', domain = ''] = email.trim().toLowerCase().split('@')
  const plain = local.split('+')[0] ?? ''
  const known = DOTLESS[domain]
  return known ? `${plain.replaceAll('.', '')}@${known}` : `${plain}@${domain}`
}

/** What a trial brings: the plan's tokens for so many days of its first period, in whole tokens, one at least. */
export function trialTokens({ allowance, trialDays }: Pick<Plan, 'allowance' | 'trialDays'>, period: Instant): Tokens {
  const length = BigInt(trialDays) * DAY
  const part = length >= period ? allowance : (allowance * length) / period
  const whole = (part / TOKEN) * TOKEN
  return whole > TOKEN ? whole : TOKEN
}

/** A trial that begins at the instant: until when, and what it brings. The plan's own periods are counted from its end. */
export function planTrial(plan: Plan, zone: string, now: Instant): { endsAt: Instant; tokens: Tokens } {
  const endsAt = ((now + BigInt(plan.trialDays) * DAY) / SECOND) * SECOND
  const rule = { anchor: anchorOf(endsAt, zone), unit: plan.periodUnit }
  return { endsAt, tokens: trialTokens(plan, periodStart(rule, zone, 1) - endsAt) }
}

/** All that is said before a trial begins. The amounts are those of the first period after it. */
export interface TrialView extends TaxedAmount {
  readonly asOf: Instant
  readonly timeZone: string
  readonly currency: string
  readonly status: 'active' | 'frozen' | 'closed'
  readonly plan: Plan
  readonly endsAt: Instant
  readonly tokens: Tokens
  readonly tax: Tax
  readonly buyer: BillingProfile | null
  readonly card: KeptCard | null
  /** Whether the person's e-mail address is proven to be theirs. */
  readonly isProven: boolean
  /** Whether this person, mailbox or card had a trial before. */
  readonly isUsed: boolean
  readonly hasPlan: boolean
}
