import { minorDigits } from '../format/format-money'
import { NIL_ID } from '../ledger/model'
import { Refusal } from '../refusals'
import { TOKEN, TOKENS_MAX } from '../tokens'
import type { Quota } from './model'

/** So many limits of its own may an account have: each is looked at with each operation. */
export const OWN_LIMITS_MAX = 50

export interface OwnLimitTerms {
  scope: Quota['scope']
  scopeId: string | null
  measure: Quota['measure']
  unit: Quota['unit']
  /** Thousandths of a token, of an operation, or of the currency's own unit. */
  cap: bigint
}

/**
 * The customer's own cap ('stop') or budget ('tell'). There is one for each scope, measure and unit, so that setting it again changes it.
 * Refuses parts of an operation and amounts that cannot be counted.
 */
export function planOwnLimit(terms: OwnLimitTerms, policy: 'stop' | 'tell', currency: string): Quota {
  const { scope, measure, unit } = terms
  const word = policy === 'stop' ? 'cap' : 'budget'
  const place = terms.scopeId === null ? scope : `${scope}:${terms.scopeId}`
  return {
    key: `${word}:${place}:${measure}:${unit}`,
    name: [word, measure, unit, ...(scope === 'account' ? [] : [scope])].join('-'),
    origin: 'customer',
    scope,
    scopeId: terms.scopeId ?? NIL_ID,
    measure,
    unit,
    kind: 'fixed',
    cap: countable(terms, currency),
    policy,
    slowPerMinute: 60,
    reasonEn: 'The account set it for itself.',
    reasonFr: 'Le compte se l’est fixé lui-même.',
  }
}

/** Refuses what would be one limit too many. */
export function requireRoom(own: readonly Quota[], key: string): void {
  if (own.length < OWN_LIMITS_MAX || own.some((quota) => quota.key === key)) return
  throw new Refusal('conflict', {
    detail: `An account has at most ${OWN_LIMITS_MAX} limits of its own. Remove one first.`,
    facts: { rule: 'limits-max' },
  })
}

function countable({ measure, cap }: OwnLimitTerms, currency: string): bigint {
  const amount = measure === 'money' ? cap * 10n ** BigInt(minorDigits(currency)) : cap
  if (amount > TOKENS_MAX) throw capFault('too-large', 'Use a smaller amount.')
  if (measure === 'operations' && amount % TOKEN !== 0n)
    throw capFault('not-whole', 'Use a whole number of operations.')
  return amount
}

function capFault(code: string, message: string): Refusal {
  return new Refusal('invalid-input', {
    detail: 'The input breaks a rule at /cap. Nothing was changed.',
    faults: [{ pointer: '/cap', code, message }],
  })
}
