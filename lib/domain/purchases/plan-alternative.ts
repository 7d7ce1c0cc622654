import type { Plan } from '../catalogue/plans'
import type { Tokens } from '../tokens'
import { MONTH_DAYS } from './cover-with-packs'
import { listMixes, type Mix, type Offer } from './recommend'

/** How far ahead plans and packs are compared: long enough that a yearly payment and a large pack show what they are. */
export const COMPARED_MONTHS = 6

/** Another plan beside what an account has, at its own expected use. */
export interface PlanAlternative {
  /** The plan with which the months cost least, the account's own aside. */
  readonly plan: Plan
  readonly isCheaper: boolean
  /** Whether the account is on a plan already. */
  readonly isOnPlan: boolean
  /** On average over the months compared, rounded up, packs included, in minor units. */
  readonly monthlyCents: bigint
  /** The same with the plan that the account is on, or with packs alone. Null where nothing else can bring what is used. */
  readonly ownMonthlyCents: bigint | null
}

/**
 * Whether another plan would cost less than the account's own (`ownKey`, null for packs alone) for what it is expected to use. What is
 * there already is left out: it lasts equally long whatever is bought. Null where nothing is used, and where no other plan is on sale.
 */
export function planAlternative(offer: Offer, ownKey: string | null, tokensPerDay: Tokens): PlanAlternative | null {
  if (tokensPerDay <= 0n) return null
  const mixes = listMixes(offer, Array<Tokens>(COMPARED_MONTHS).fill(tokensPerDay * BigInt(MONTH_DAYS)))
  const own = mixes.find(({ plan }) => (plan?.key ?? null) === ownKey) ?? null
  const other = mixes.find(({ plan }) => plan !== null && plan.key !== ownKey)
  if (!other?.plan) return null
  return {
    plan: other.plan,
    isCheaper: own === null || other.cents < own.cents,
    isOnPlan: ownKey !== null,
    monthlyCents: monthly(other),
    ownMonthlyCents: own && monthly(own),
  }
}

function monthly({ cents }: Mix): bigint {
  const months = BigInt(COMPARED_MONTHS)
  return (cents + months - 1n) / months
}
