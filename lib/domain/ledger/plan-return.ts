import type { Instant } from '../instants'
import type { Book, Entry, Grant, OpenHold } from './model'
import { rolloverGrant, roomToRollOver } from './plan-rollover'
import type { Draft } from './posting'

/**
 * Where held tokens go back to: to their own grants, and from a grant that has lapsed meanwhile to the grant it rolled over into, as
 * far as its rule goes, else to expired. `hasLapsed` judges a grant's last moment.
 */
export function planReturn(
  book: Book,
  parts: OpenHold['parts'],
  at: Instant,
  hasLapsed = (expiresAt: Instant): boolean => expiresAt <= at,
): Pick<Draft, 'kind' | 'entries' | 'newGrants'> {
  const entries: Entry[] = []
  const newGrants: NonNullable<Draft['newGrants']>[number][] = []
  for (const { grantId, amount } of parts) {
    const grant = heldGrant(book, grantId)
    if (grant.expiresAt === null || !hasLapsed(grant.expiresAt)) {
      entries.push({ grantId, from: 'held', to: 'available', amount })
      continue
    }
    const room = roomToRollOver(book, grant, at)
    const rolled = amount < room ? amount : room
    if (rolled > 0n) {
      const into = rolloverGrant(book, grant, rolled, at)
      newGrants.push(into)
      entries.push({ grantId, from: 'held', to: 'rolledOver', amount: rolled })
      entries.push({ grantId: into.id, from: 'issued', to: 'available', amount: rolled })
    }
    if (amount > rolled) entries.push({ grantId, from: 'held', to: 'expired', amount: amount - rolled })
  }
  return { kind: 'release', entries, newGrants }
}

/** The first `amount` of a hold's parts in their order, and the rest. */
export function splitParts(
  parts: OpenHold['parts'],
  amount: bigint,
): { first: OpenHold['parts']; rest: OpenHold['parts'] } {
  const [first, rest]: [{ grantId: string; amount: bigint }[], { grantId: string; amount: bigint }[]] = [[], []]
  let missing = amount
  for (const { grantId, amount: held } of parts) {
    const taken = held < missing ? held : missing
    missing -= taken
    if (taken > 0n) first.push({ grantId, amount: taken })
    if (held > taken) rest.push({ grantId, amount: held - taken })
  }
  return { first, rest }
}

function heldGrant(book: Book, grantId: string): Grant {
  const grant = book.grants.get(grantId)
  if (!grant) throw new RangeError(`A hold sits in grant ${grantId}, which is not in the book.`)
  return grant
}
