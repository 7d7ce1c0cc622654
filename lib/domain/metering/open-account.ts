import { type Instant, SECOND } from '../instants'
import type { Book, Entry, Grant, OpenHold } from '../ledger/model'
import { settle } from '../ledger/plan-settlement'
import { nextInstant, OpenBook } from '../ledger/posting'
import type { Limit, Weight } from '../quotas/model'
import { appliesTo, type CrossedBudget, giveBackToLimits, planAdmission } from '../quotas/plan-admission'
import { windowFull } from '../quotas/window-full'
import { rateLimitFields } from '../quotas/wire'
import { Refusal } from '../refusals'

/** What the quotas said to an operation that they let pass. */
export interface Admitted {
  readonly limits: readonly Limit[]
  /** How long a slow quota asks the service to wait before the work. */
  readonly delay: Instant
  readonly crossed: readonly CrossedBudget[]
}

/** Resolved holds whose returned tokens the windows still count. */
export interface ReturnedHold {
  readonly holdId: string
  readonly weight: Weight
  readonly createdAt: Instant
}

export interface AccountLimits {
  readonly limits: readonly Limit[]
  /** What a capture above its hold is, by the account's plan. */
  readonly captureAbove: 'refuse' | 'charge'
  readonly returned: readonly ReturnedHold[]
}

/** An account in a group commit, settled: its open book, its limits with their windows, and the budgets that were passed. */
export class OpenAccount {
  readonly open: OpenBook
  readonly crossed: CrossedBudget[] = []
  private counted: readonly Limit[]

  constructor(
    before: Book,
    readonly loaded: AccountLimits,
    readonly now: Instant,
  ) {
    this.open = new OpenBook(before)
    this.counted = loaded.limits
    for (const { weight, createdAt } of loaded.returned) this.giveBack(weight, createdAt)
    settle(this.open, nextInstant(before, now))
    for (const expired of this.open.resolvedHolds) {
      const { hold } = expired
      this.giveBack(weightOfHold(hold), hold.createdAt)
      expired.windowsDue = false
    }
  }

  get book(): Book {
    return this.open.book
  }

  /** The limits as they are counted now. */
  get limits(): readonly Limit[] {
    return this.counted
  }

  /** Asks the quotas; nothing is counted yet. Throws 'window-full' unless the work `isDone` already. */
  ask(weight: Weight, at: Instant, isDone: boolean): Admitted {
    const zone = this.book.timeZone
    const admission = planAdmission(this.counted, weight, at, zone, isDone)
    if (admission.kind === 'admitted') return admission
    throw windowFull(admission.full, at, rateLimitFields(this.applying(weight), at, zone) ?? {})
  }

  count(admitted: Admitted): void {
    this.counted = admitted.limits
    this.crossed.push(...admitted.crossed)
  }

  /** Takes what came back out of the windows that counted it at `countedAt`. */
  giveBack(weight: Weight, countedAt: Instant): void {
    this.counted = giveBackToLimits(this.counted, weight, countedAt, this.now, this.book.timeZone)
  }

  /** The limits that an operation of this key and member meets. */
  applying({ apiKeyId, memberId }: Pick<Weight, 'apiKeyId' | 'memberId'>): Limit[] {
    return this.counted.filter(({ quota }) => appliesTo(quota, { apiKeyId, memberId }))
  }
}

/** No new work for a frozen account; what is done already is recorded all the same. */
export function requireActive({ status }: Book, isDone: boolean): void {
  if (status === 'active' || isDone) return
  throw new Refusal('account-frozen', {
    detail: `The account is ${status}: no new work is admitted. Ask the seller. Work that is done already may be sent with mode "report".`,
  })
}

/** What the tokens of the entries cost, each at its own grant's price, in thousandths of a minor unit; rounded up per grant. */
export function moneyMilliOf(entries: readonly Entry[], grants: ReadonlyMap<string, Grant>): bigint {
  return entries.reduce((sum, { grantId, from, amount }) => {
    const grant = grantId === null || from === 'issued' ? undefined : grants.get(grantId)
    if (!grant || grant.costCents === 0n) return sum
    return sum + (grant.costCents * 1000n * amount + grant.amount - 1n) / grant.amount
  }, 0n)
}

/** What a hold weighs as a whole. */
export function weightOfHold({ amount, moneyMilli, apiKeyId, memberId }: OpenHold): Weight {
  return { tokens: amount, operations: OPERATION, money: moneyMilli, apiKeyId, memberId }
}

/** One operation, in the thousandths in which quotas count. */
export const OPERATION = 1000n

/** Whole seconds that a delay asks for, rounded up. */
export function delaySeconds(delay: Instant): number {
  return Number((delay + SECOND - 1n) / SECOND)
}
