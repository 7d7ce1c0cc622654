import { findHourlyUse } from '@/lib/db/forecast'
import { listBalanceSteps, listToppedUp } from '@/lib/db/purchases-top-up-orders'
import { balanceHistory } from '@/lib/domain/forecast/balance-history'
import type { Book } from '@/lib/domain/ledger/model'
import { type DryRun, dryRun, dryRunFrom, paceFrom, type TriedRule } from '@/lib/domain/purchases/top-up-dry-run'
import type { Work } from '../define'

/** What the rule would have done in the account's last 60 days; null when there is no past. */
export async function tryRule({ tx, now }: Work, book: Book, rule: TriedRule): Promise<DryRun | null> {
  const { accountId, available, timeZone } = book
  const from = dryRunFrom(now)
  const notes = await listBalanceSteps(tx, accountId, from, now)
  const use = await findHourlyUse(tx, accountId, paceFrom(now), now)
  const toppedUp = await listToppedUp(tx, accountId, from)
  return dryRun(rule, { timeZone, balance: balanceHistory(notes, from, { now, available }), use, toppedUp })
}
