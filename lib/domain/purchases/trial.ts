import type { Plan } from '../catalogue/plans'
import { DAY, type Instant } from '../instants'
import { TOKEN, type Tokens } from '../tokens'

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
