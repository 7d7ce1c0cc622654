import pg from 'pg'
import { TOKEN } from '@/lib/domain/tokens'
import type { House } from '@/lib/usecases/define'
import { verifyLedger } from '@/lib/usecases/oversight/verify-ledger'
import type { Tally } from './load'
import type { Replayed, Told } from './replay'

/** An account of the round and what it began with, in whole tokens. */
export interface OpenedAccount {
  id: string
  opening: bigint
}

/** What is wrong, in words; empty when everything holds. Only the first few of a kind are told. */
export type Verdict = string[]

const SHOWN_MAX = 5
const DURING = [0, 200, 402, 503]
const OTHERWISE = [200, 402]

/** Acknowledged is kept: the answer to the repetition is the first answer, word for word; and who was refused is not charged. */
export function judgeAnswers(told: readonly Told[]): Verdict {
  const wrong = told.flatMap(({ request, first = [], final }) =>
    first.flatMap((before, i) => {
      const after = final[i]
      const isSame =
        before.chargeId === after?.chargeId && before.tokens === after?.tokens && before.digest === after?.digest
      if (before.status === 200 && !isSame)
        return [`event ${nameOf(request, i)} was acknowledged as ${textOf(before)}, and is now ${textOf(after)}`]
      if (before.status === 402 && after?.status !== 402)
        return [`event ${nameOf(request, i)} was refused for lack of tokens, and is now ${textOf(after)}`]
      return []
    }),
  )
  return shorten(wrong)
}

/** No answer but a charge, a refusal for lack of tokens, or 503 while the fault lasts. */
export function judgeStatuses(tally: Tally, { failures, told }: Replayed): Verdict {
  const strange = (phase: string, counts: Map<number, number>, allowed: readonly number[]) =>
    [...counts].flatMap(([status, count]) =>
      allowed.includes(status) ? [] : [`${count} events were answered ${status || 'by a cut connection'} ${phase}`],
    )
  const open = told.filter(({ final }) => final.some(({ status }) => !OTHERWISE.includes(status))).length
  return [
    ...strange('before the fault', tally.before, OTHERWISE),
    ...strange('during the fault', tally.during, DURING),
    ...strange('after it healed', tally.after, OTHERWISE),
    ...strange('at the repetition', failures, OTHERWISE),
    ...(open > 0 ? [`${open} requests never got a final answer`] : []),
  ]
}

/** Each charged event has one row, of the id and the price it was told; a refused one has none; and there are no others. */
export async function judgeRows(url: string, source: string, told: readonly Told[]): Promise<Verdict> {
  const rows = await query<{ account_id: string; key: string; id: string; tokens: string }>(
    url,
    'SELECT account_id, key, id, tokens::text FROM charge WHERE source = $1',
    [source],
  )
  const byEvent = new Map<string, typeof rows>()
  for (const row of rows) {
    const name = `${row.account_id} ${row.key}`
    byEvent.set(name, [...(byEvent.get(name) ?? []), row])
  }
  const wrong: string[] = []
  for (const { request, final } of told) {
    for (const [i, event] of request.events.entries()) {
      const outcome = final[i]
      const found = byEvent.get(`${event.account} ${event.id}`) ?? []
      byEvent.delete(`${event.account} ${event.id}`)
      const expected = outcome?.status === 200 ? 1 : 0
      if (found.length !== expected) wrong.push(`event ${event.id} has ${found.length} charges, not ${expected}`)
      const [row] = found
      if (!row || !outcome) continue
      if (row.id !== outcome.chargeId) wrong.push(`event ${event.id} is charge ${row.id}, told as ${outcome.chargeId}`)
      const tokens = request.tokens[i] ?? ''
      if (outcome.tokens !== tokens || BigInt(row.tokens) !== BigInt(tokens) * TOKEN)
        wrong.push(`event ${event.id} must cost ${tokens}: told ${outcome.tokens}, row ${row.tokens} thousandths`)
    }
  }
  for (const name of byEvent.keys()) wrong.push(`charge of an event that nobody sent: ${name}`)
  return shorten(wrong)
}

/** Each account has left what it began with less the sum of its charges. */
export async function judgeBalances(url: string, accounts: readonly OpenedAccount[]): Promise<Verdict> {
  const rows = await query<{ id: string; left: string; spent: string }>(
    url,
    `SELECT a.id, (a.available + a.held - a.debt)::text AS left, coalesce(sum(c.tokens), 0)::text AS spent
     FROM account a LEFT JOIN charge c ON c.account_id = a.id WHERE a.id = ANY($1::uuid[]) GROUP BY a.id`,
    [accounts.map(({ id }) => id)],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const wrong = accounts.flatMap(({ id, opening }) => {
    const row = byId.get(id)
    if (row && BigInt(row.left) === opening * TOKEN - BigInt(row.spent)) return []
    return [`account ${id} began with ${opening} tokens, spent ${row?.spent} thousandths and has ${row?.left} left`]
  })
  return shorten(wrong)
}

/** All invariants of the ledger, over everything there is. */
export async function judgeLedger(house: House): Promise<Verdict> {
  const results = await verifyLedger({ kind: 'job', name: 'verify' }, {}, house)
  return results.flatMap(({ invariant, name, offences }) =>
    shorten(
      offences.map(
        ({ accountId, row, expected, found }) =>
          `verify ${invariant}, ${name}: account ${accountId}, ${row}: expected ${expected}; found ${found}`,
      ),
    ),
  )
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

function nameOf(request: Told['request'], i: number): string {
  return `${request.events[i]?.id} of ${request.path}`
}

function textOf(outcome: Told['final'][number] | undefined): string {
  return outcome?.status === 200
    ? `charge ${outcome.chargeId} of ${outcome.tokens} (${outcome.digest})`
    : `${outcome?.status}`
}

function shorten(wrong: readonly string[]): Verdict {
  return wrong.length <= SHOWN_MAX ? [...wrong] : [...wrong.slice(0, SHOWN_MAX), `and ${wrong.length - SHOWN_MAX} more`]
}
