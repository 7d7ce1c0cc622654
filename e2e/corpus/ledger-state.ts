import type pg from 'pg'

/** All that the ledger holds of an account, in numbers and texts. Refusals per hour are not part of it: a refusal may count itself. */
export type LedgerState = Readonly<Record<string, Readonly<Record<string, string | number | null>>>>

/** Everything about the accounts that a request could move, as one statement sees it. */
export async function readLedger(database: pg.Client, accountIds: readonly string[]): Promise<LedgerState> {
  const { rows } = await database.query<{ id: string; facts: LedgerState[string] }>(STATE, [accountIds])
  return Object.fromEntries(rows.map(({ id, facts }) => [id, facts]))
}

/** What is another than before: "account fact: before -> after". */
export function differences(before: LedgerState, after: LedgerState): string[] {
  return Object.entries(before).flatMap(([id, facts]) =>
    Object.entries(facts).flatMap(([fact, value]) => {
      const now = after[id]?.[fact]
      return now === value ? [] : [`${id} ${fact}: ${value} -> ${now}`]
    }),
  )
}

/** By how much the fact has risen, over all accounts. */
export function rise(before: LedgerState, after: LedgerState, fact: string): number {
  const sum = (state: LedgerState) =>
    Object.values(state).reduce((total, facts) => total + BigInt(`${facts[fact]}`), 0n)
  return Number(sum(after) - sum(before))
}

const count = (table: string) => `(SELECT count(*) FROM ${table} t WHERE t.account_id = a.id)`

const STATE = `
  SELECT a.id, json_build_object(
    'status', a.status,
    'version', a.version::text,
    'available', a.available::text,
    'held', a.held::text,
    'debt', a.debt::text,
    'nextEventAt', a.next_event_at,
    'lastTransactionAt', a.last_transaction_at,
    'transactions', ${count('ledger_transaction')},
    'entries', ${count('ledger_entry')},
    'charges', ${count('charge')},
    'holds', ${count('hold')},
    'keys', ${count('idempotency_key')},
    'events', ${count('outbox_event')},
    'audited', ${count('audit_entry')},
    'holdsOpen', (SELECT count(*) FROM hold h WHERE h.account_id = a.id AND h.state = 'open'),
    'grants', (SELECT string_agg(concat_ws(' ', g.id, g.available, g.held, g.spent, g.expired, g.revoked), ',' ORDER BY g.id)
               FROM "grant" g WHERE g.account_id = a.id),
    'buckets', (SELECT concat_ws(' ', count(*), sum(b.tokens), sum(b.charges), sum(b.failures))
                FROM usage_bucket b WHERE b.account_id = a.id),
    'windows', (SELECT string_agg(concat_ws(' ', w.quota_key, w.starts_at, w.used::text), ',' ORDER BY w.quota_key)
                FROM quota_window w WHERE w.account_id = a.id)
  ) AS facts
  FROM account a WHERE a.id = ANY($1::uuid[])`
