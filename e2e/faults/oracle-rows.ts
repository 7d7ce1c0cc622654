import { parseInstant } from '@/lib/domain/instants'
import { TOKEN } from '@/lib/domain/tokens'
import type { OpenedAccount } from './accounts'
import { query } from './cluster'
import { grouped } from './grouped'
import type { Outcome } from './outcome'
import type { Told } from './replay'
import { shorten, type Verdict } from './verdict'

/** An instant as a text of microseconds, and the same of what an answer told. */
const micros = (column: string) => `(extract(epoch FROM ${column}) * 1000000)::bigint::text`
const toldMicros = ({ at = '' }: Outcome) => String(parseInstant(at))
/** What an answer told, in thousandths. */
const toldMilli = ({ tokens = '' }: Outcome) => String(BigInt(tokens) * TOKEN)

interface ChargeRow {
  account_id: string
  key: string
  id: string
  tokens: string
  recorded_at: string
}

/** Each charged event and each capture has one row, of the id, the price and the moment it was told; a refused one has none; and there are no others. */
export async function judgeCharges(url: string, source: string, told: readonly Told[]): Promise<Verdict> {
  const rows = await query<ChargeRow>(
    url,
    `SELECT account_id, key, id, tokens::text, ${micros('recorded_at')} AS recorded_at FROM charge WHERE source = $1`,
    [source],
  )
  const byWork = grouped(rows, (row) => `${row.account_id} ${row.key}`)
  const wrong: string[] = []
  for (const { request, final } of told) {
    if (request.kind !== 'usage' && request.kind !== 'capture') continue
    for (const [i, { account, key, tokens }] of request.items.entries()) {
      const outcome = final[i]
      const found = byWork.get(`${account} ${key}`) ?? []
      byWork.delete(`${account} ${key}`)
      const expected = outcome?.status === 200 ? 1 : 0
      if (found.length !== expected) wrong.push(`work ${key} has ${found.length} charges, not ${expected}`)
      const [row] = found
      if (!row || outcome?.status !== 200) continue
      if (row.id !== outcome.id) wrong.push(`work ${key} is charge ${row.id}, told as ${outcome.id}`)
      if (outcome.tokens !== tokens || row.tokens !== toldMilli(outcome))
        wrong.push(`work ${key} must cost ${tokens}: told ${outcome.tokens}, row ${row.tokens} thousandths`)
      if (row.recorded_at !== toldMicros(outcome))
        wrong.push(`work ${key} was recorded at ${row.recorded_at}, told as ${outcome.at}`)
    }
  }
  for (const name of byWork.keys()) wrong.push(`charge of work that nobody sent: ${name}`)
  return shorten(wrong)
}

interface HoldRow {
  account_id: string
  key: string
  id: string
  amount: string
  captured: string
  returned: string
  state: 'open' | 'captured' | 'released' | 'expired'
  charge_id: string | null
  created_at: string
  is_over: boolean
}

/**
 * Each acknowledged hold has one row, of the id, the amount and the moment it was told, and ended as its client was told: by one capture,
 * by one release, or by itself; a refused one has none; and there are no others.
 */
export async function judgeHolds(url: string, source: string, told: readonly Told[]): Promise<Verdict> {
  const rows = await query<HoldRow>(
    url,
    `SELECT account_id, key, id, amount::text, captured::text, returned::text, state, charge_id, ${micros('created_at')} AS created_at,
       expires_at < now() AS is_over
     FROM hold WHERE source = $1`,
    [source],
  )
  const byWork = grouped(rows, (row) => `${row.account_id} ${row.key}`)
  const ends = endsByHold(told)
  const wrong: string[] = []
  for (const { request, final } of told) {
    if (request.kind !== 'hold') continue
    for (const [i, { account, key, tokens }] of request.items.entries()) {
      const outcome = final[i]
      const found = byWork.get(`${account} ${key}`) ?? []
      byWork.delete(`${account} ${key}`)
      const expected = outcome?.status === 200 ? 1 : 0
      if (found.length !== expected) wrong.push(`there are ${found.length} holds ${key}, not ${expected}`)
      const [row] = found
      if (!row || outcome?.status !== 200) continue
      const isAsked = tokens === null || outcome.tokens === tokens
      if (
        !isAsked ||
        row.id !== outcome.id ||
        row.amount !== toldMilli(outcome) ||
        row.created_at !== toldMicros(outcome)
      )
        wrong.push(
          `hold ${key} of ${tokens ?? 'the usual'} was told as ${JSON.stringify(outcome)}, and is ${JSON.stringify(row)}`,
        )
      wrong.push(...judgeEnd(row, ends.get(row.id) ?? []))
    }
  }
  for (const name of byWork.keys()) wrong.push(`hold that nobody asked for: ${name}`)
  return shorten(wrong)
}

interface End {
  kind: 'capture' | 'release'
  outcome: Outcome
}

/** What became of the captures and releases of each hold. */
function endsByHold(told: readonly Told[]): Map<string, End[]> {
  const ends = told.flatMap(({ request: { kind, items }, final }) =>
    kind === 'capture' || kind === 'release'
      ? items.flatMap(({ hold = '' }, i) => (final[i] ? [{ hold, kind, outcome: final[i] }] : []))
      : [],
  )
  return grouped(ends, ({ hold }) => hold)
}

/** What is wrong with how a hold ended, by what the clients were told of its ends. */
function judgeEnd(row: HoldRow, ends: readonly End[]): string[] {
  const done = ends.filter(({ outcome }) => outcome.status === 200)
  const amount = BigInt(row.amount)
  const isWhole =
    row.state === 'open'
      ? row.captured === '0' && row.returned === '0'
      : BigInt(row.captured) + BigInt(row.returned) === amount
  const [end] = done
  const isTold = end ? isEndedBy(row, end, amount) : hasEndedByItself(row, ends.length > 0)
  if (isWhole && isTold && done.length <= 1) return []
  const tellings = ends.map(({ kind, outcome }) => `${kind} ${JSON.stringify(outcome)}`)
  return [`hold ${row.key} is ${JSON.stringify(row)}, and its ends were told as ${tellings.join(' and ') || 'none'}`]
}

function isEndedBy(row: HoldRow, { kind, outcome }: End, amount: bigint): boolean {
  if (kind === 'release')
    return row.state === 'released' && row.returned === row.amount && toldMilli(outcome) === row.amount
  const cost = BigInt(toldMilli(outcome))
  const captured = cost < amount ? cost : amount
  return row.state === 'captured' && row.charge_id === outcome.id && row.captured === String(captured)
}

/** Nobody ended it in time: it ran out and all of it went back; one that nobody tried to end may run still. */
function hasEndedByItself(row: HoldRow, wasTried: boolean): boolean {
  if (row.state === 'expired') return row.returned === row.amount
  return row.state === 'open' && !row.is_over && !wasTried
}

/** Each account has what it began with: spent, held by its open holds, or left; and debt where it owes. */
export async function judgeBalances(url: string, accounts: readonly OpenedAccount[]): Promise<Verdict> {
  const rows = await query<{ id: string; left: string; held: string; holds: string; spent: string }>(
    url,
    `SELECT a.id, (a.available - a.debt)::text AS left, a.held::text AS held,
       (SELECT coalesce(sum(amount), 0)::text FROM hold WHERE account_id = a.id AND state = 'open') AS holds,
       (SELECT coalesce(sum(tokens), 0)::text FROM charge WHERE account_id = a.id) AS spent
     FROM account a WHERE a.id = ANY($1::uuid[])`,
    [accounts.map(({ id }) => id)],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const wrong = accounts.flatMap(({ id, opening }) => {
    const row = byId.get(id)
    const sum = row && BigInt(row.left) + BigInt(row.held) + BigInt(row.spent)
    if (row && sum === opening * TOKEN && row.held === row.holds) return []
    return [`account ${id} began with ${opening} tokens, and has in thousandths: ${JSON.stringify(row)}`]
  })
  return shorten(wrong)
}
