import { type Instant, instantFromMillis, instantToIso, SECOND } from '@/lib/domain/instants'
import { anchorOf } from '@/lib/domain/ledger/periods'
import { TOKEN } from '@/lib/domain/tokens'
import { keyCaller } from '@/lib/testing/holds'
import { SYSTEM } from '@/lib/testing/house'
import { testPlan } from '@/lib/testing/plans'
import type { House } from '@/lib/usecases/define'
import { openHold } from '@/lib/usecases/metering/open-hold'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { openCustomerAccount } from '@/lib/usecases/oversight/open-customer-account'
import { query } from './cluster'
import { shorten, type Verdict } from './verdict'

const ZONE = 'UTC'
const OPENERS = 8
const REASON = 'For the faults.'
const ALLOWANCE = 100

/** An account in which something is due at one moment, and what it is to have once that is settled, once. */
export interface DueAccount {
  id: string
  kind: keyof typeof KINDS
}

/** What is due, and its end: what is available, in whole tokens, and of which kinds the transactions are. */
const KINDS = {
  grants: { available: 5, transactions: ['expire', 'grant', 'grant', 'grant'] },
  hold: { available: 20, transactions: ['grant', 'hold', 'release'] },
  // Half of the allowance rolls over, the other half lapses, and the new period brings all of it.
  period: { available: 150, transactions: ['expire', 'grant', 'grant', 'rollover'] },
} as const

/** Opens accounts, of each kind as many, until the time is over or there are enough. */
export async function openDueAccounts(
  house: House,
  { dueAt, until, countMax }: { dueAt: Instant; until: Instant; countMax: number },
): Promise<DueAccount[]> {
  const planKey = await testPlan(house, ALLOWANCE)
  const kinds = Object.keys(KINDS) as DueAccount['kind'][]
  const accounts: DueAccount[] = []
  let begun = 0
  const open = async () => {
    while (begun < countMax && instantFromMillis(Date.now()) < until) {
      const kind = kinds[begun++ % kinds.length] ?? 'grants'
      accounts.push({ id: await openDue(house, kind, dueAt, planKey), kind })
    }
  }
  await Promise.all(Array.from({ length: OPENERS }, open))
  return accounts
}

async function openDue(house: House, kind: DueAccount['kind'], dueAt: Instant, planKey: string): Promise<string> {
  const { accountId } = await openCustomerAccount(SYSTEM, { name: 'Due', timeZone: ZONE, currency: 'EUR' }, house)
  const grant = { accountId, source: 'promo', reason: REASON } as const
  if (kind === 'grants') {
    const due = instantToIso(dueAt)
    await giveGrant(SYSTEM, { ...grant, key: 'goes', name: 'Goes', tokens: '10', expiresAt: due }, house)
    await giveGrant(SYSTEM, { ...grant, key: 'comes', name: 'Comes', tokens: '5', effectiveAt: due }, house)
  } else if (kind === 'hold') {
    await giveGrant(SYSTEM, { ...grant, key: 'stays', name: 'Stays', tokens: '20' }, house)
    // To the second, a little early: whatever is due by the moment is settled then.
    const expiresInSeconds = Number((dueAt - instantFromMillis(Date.now())) / SECOND)
    await openHold(keyCaller(accountId), { id: 'due', action: 'unit', tokens: '7', expiresInSeconds }, house)
  } else {
    await assignPlan(SYSTEM, { accountId, planKey, reason: REASON, anchor: yearsBefore(dueAt) }, house)
  }
  return accountId
}

/** The wall clock of the instant four years earlier, which every day of the calendar has: a period ends then. */
function yearsBefore(dueAt: Instant): string {
  const wall = anchorOf(dueAt, ZONE)
  return `${Number(wall.slice(0, 4)) - 4}${wall.slice(4)}`
}

/** How many accounts have something that was due by the instant. */
export async function countDue(url: string, dueAt: Instant): Promise<number> {
  const rows = await query<{ count: number }>(
    url,
    'SELECT count(*)::int AS count FROM account WHERE next_event_at <= $1::timestamptz',
    [instantToIso(dueAt)],
  )
  return rows[0]?.count ?? 0
}

/** Everything due is settled, and once: each account has what it is to have, by the transactions that bring it there and no others. */
export async function judgeDue(url: string, accounts: readonly DueAccount[]): Promise<Verdict> {
  const rows = await query<{ id: string; available: string; held: string; kinds: string[] }>(
    url,
    `SELECT a.id, a.available::text AS available, a.held::text AS held,
       (SELECT array_agg(kind ORDER BY kind) FROM ledger_transaction t WHERE t.account_id = a.id) AS kinds
     FROM account a WHERE a.id = ANY($1::uuid[])`,
    [accounts.map(({ id }) => id)],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const wrong = accounts.flatMap(({ id, kind }) => {
    const { available, transactions } = KINDS[kind]
    const row = byId.get(id)
    const isSettled = row?.available === String(BigInt(available) * TOKEN) && row.held === '0'
    return isSettled && String(row.kinds) === String(transactions)
      ? []
      : [
          `account ${id} with ${kind} due is to have ${available} tokens by ${transactions}, and is ${JSON.stringify(row)}`,
        ]
  })
  return shorten(wrong)
}
