import { countTries, forgetTries, forgiveTries } from '@/lib/db/access-throttle'
import { databaseNow } from '@/lib/db/clock'
import { inTransaction } from '@/lib/db/transactions'
import { requireFewTries, TRIES_MAX } from '@/lib/domain/access/throttle'
import type { House } from '../define'
import { shortHash } from './secrets'

/** Who is counted for a try: the e-mail or person it aims at, and the network address that it comes from. */
export interface TrySubjects {
  aim: string
  from: string
}

/** What is tried for whom, with the aim unreadable: "password:email:9f86…", "password:address:127.0.0.1". */
export function trySubjects(what: string, aim: string, address: string): TrySubjects {
  return { aim: `${what}:aim:${shortHash(aim)}`, from: `${what}:address:${address.slice(0, 64)}` }
}

/**
 * Counts the try before it is made, so that many at once do not slip through, and refuses the eleventh in a quarter of an hour
 * (or the one after `triesMax`).
 * Its own transaction: the count stays when the try is refused.
 */
export async function countTry(house: House, { aim, from }: TrySubjects, triesMax = TRIES_MAX): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const now = house.clock?.() ?? (await databaseNow(tx))
    return { counts: await countTries(tx, [aim, from], now), now }
  }).then(({ counts, now }) => requireFewTries(counts, now, triesMax))
}

/** The try was a good one: its aim starts anew, and its address has made one failure less. */
export async function forgiveTry(house: House, { aim, from }: TrySubjects): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    await forgetTries(tx, aim)
    await forgiveTries(tx, [from])
  })
}
