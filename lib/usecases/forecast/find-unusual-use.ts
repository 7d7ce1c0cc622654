import { insertOutboxEvents, type OutboxEventRow } from '@/lib/db/audit'
import type { Queryable } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { insertUnusualUse, listAccountsWithUse, listUseByHour, type UnusualUse } from '@/lib/db/forecast-unusual'
import { inTransaction } from '@/lib/db/transactions'
import { daysUntil } from '@/lib/domain/calendar'
import { HOURS_BEFORE, unusualHours } from '@/lib/domain/forecast/unusual-use'
import { HOUR, type Instant, instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { type Batch, SweepInput } from '@/lib/domain/sweep'
import { tokensToDecimal } from '@/lib/domain/tokens'
import { job } from '../allow'
import { defineDirect, type House } from '../define'

const ACCOUNTS_MAX = 20
/** Full hours that each run looks at: use that is reported late is found, and so is that of an hour whose run was cut off. */
const HOURS_LOOKED_AT = 3n

/**
 * Looks through the last full hours of the next accounts for use unlike that of the days before, and notes it, once a day for each series
 * at most, with an event for those who tell. It stops nothing. It may be done twice, at once too, and be cut off anywhere: what is noted
 * is not noted again. Its rows are their own record.
 */
export const findUnusualUse = defineDirect({
  name: 'forecast.find-unusual-use',
  input: SweepInput,
  allow: job,
  run: async ({ after }, _, house): Promise<Batch> =>
    inTransaction(house.db, async (tx) => {
      const now = house.clock?.() ?? (await databaseNow(tx))
      const until = now - (now % HOUR)
      const from = until - HOURS_LOOKED_AT * HOUR
      const accounts = await listAccountsWithUse(tx, { from, until, after: after ?? NIL_ID }, ACCOUNTS_MAX)
      const found = await findIn(tx, house, accounts, { now, from, until })
      const events = await noteEach(tx, house, found, now)
      await insertOutboxEvents(tx, events)
      const last = accounts.length < ACCOUNTS_MAX ? undefined : accounts.at(-1)
      return { counts: { accounts: accounts.length, events: events.length }, failures: [], next: last?.id ?? null }
    }),
})

interface Span {
  now: Instant
  from: Instant
  until: Instant
}

/** What is unusual in the accounts, the earliest hours first: of several on one day the first is noted. */
async function findIn(
  tx: Queryable,
  house: House,
  accounts: readonly { id: string; timeZone: string }[],
  { now, from, until }: Span,
): Promise<UnusualUse[]> {
  const ids = accounts.map(({ id }) => id)
  const uses = await listUseByHour(tx, ids, from - BigInt(HOURS_BEFORE) * HOUR, until)
  return accounts
    .flatMap(({ id, timeZone }) =>
      unusualHours(
        uses.filter(({ accountId }) => accountId === id),
        from,
        until,
      ).map((hour) => ({ ...hour, accountId: id, id: house.newId(now), day: dateOf(hour.at, timeZone) })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function dateOf(at: Instant, zone: string): string {
  return daysUntil(at, zone, 1)[0]?.date ?? ''
}

/** Returns the events of those that were not noted before. */
async function noteEach(
  tx: Queryable,
  house: House,
  found: readonly UnusualUse[],
  now: Instant,
): Promise<OutboxEventRow[]> {
  const events: OutboxEventRow[] = []
  for (const use of found) {
    if (!(await insertUnusualUse(tx, use, now))) continue
    const { accountId, series, day, deviation } = use
    const figures = { used: tokensToDecimal(use.used), usual: tokensToDecimal(use.usual), deviation }
    const payload = { series, day, at: instantToIso(use.at), ...figures }
    events.push({ accountId, id: house.newId(now), name: 'usage.unusual', payload, createdAt: now })
  }
  return events
}
