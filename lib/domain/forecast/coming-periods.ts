import type { Instant } from '../instants'
import { type Allowance, type Book, type Grant, nextPeriodAt } from '../ledger/model'
import { planPeriod, planRollover } from '../ledger/plan-rollover'
import { newGrant } from '../ledger/posting'

/** The grants that the periods beginning before `until` bring, as the ledger will open them: each on its way until then. */
export function comingPeriods(book: Book, until: Instant): Grant[] {
  return [...book.allowances.values()].flatMap((allowance) => periodsOf(book, allowance, until))
}

function periodsOf(book: Book, allowance: Allowance, until: Instant): Grant[] {
  const grants: Grant[] = []
  let current = allowance
  for (let at = nextPeriodAt(current); at !== null && at < until; at = nextPeriodAt(current)) {
    const { draft, next } = planPeriod(book, current)
    for (const facts of draft.newGrants ?? []) {
      grants.push({ ...newGrant(facts, book.version + 1n), pending: facts.amount })
    }
    current = next
  }
  return grants
}

/** What a grant with these tokens left rolls over into at its expiry, as the ledger will make it; null when all of it lapses. */
export function rolledOver(book: Book, grant: Grant): Grant | null {
  const [facts] = (grant.expiresAt !== null && planRollover(book, grant, grant.expiresAt)?.newGrants) || []
  return facts ? { ...newGrant(facts, book.version + 1n), available: facts.amount } : null
}
