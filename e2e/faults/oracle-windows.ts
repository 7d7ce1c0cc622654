import { type Instant, MINUTE } from '@/lib/domain/instants'
import { tokensToDecimal } from '@/lib/domain/tokens'
import type { OpenedAccount } from './accounts'
import { query } from './cluster'
import { grouped } from './grouped'
import { shorten, type Verdict } from './verdict'

/** Tokens that count in the windows of an account from a moment on; thousandths and microseconds. */
interface Counted {
  at: Instant
  tokens: bigint
  /** Work that was reported as done counts whatever it fills; only what may be refused must find room. */
  isAdmitted: boolean
}

/** Usage counts when it is charged; a hold when it is opened, with what is held or was captured of it; what a capture takes beyond, then. */
const COUNTED = `
  WITH counted AS (
    SELECT c.account_id, c.recorded_at AS at, c.tokens, c.mode = 'admit' AS is_admitted FROM charge c
    WHERE NOT EXISTS (SELECT FROM hold h WHERE h.account_id = c.account_id AND h.charge_id = c.id)
    UNION ALL SELECT account_id, created_at, CASE state WHEN 'open' THEN amount ELSE captured END, true FROM hold
    UNION ALL SELECT c.account_id, c.recorded_at, c.tokens - h.captured, c.mode = 'admit'
    FROM hold h JOIN charge c ON c.account_id = h.account_id AND c.id = h.charge_id)
  SELECT account_id, (extract(epoch FROM at) * 1000000)::bigint::text AS at, tokens::text AS tokens, is_admitted
  FROM counted WHERE account_id = ANY($1::uuid[]) AND tokens > 0 ORDER BY account_id, at`

/** Whatever was admitted found room: no true minute, of the clock or any other, was over its cap when it came. */
export async function judgeWindows(url: string, accounts: readonly OpenedAccount[]): Promise<Verdict> {
  const capped = accounts.filter(({ caps }) => caps)
  const rows = await query<{ account_id: string; at: string; tokens: string; is_admitted: boolean }>(url, COUNTED, [
    capped.map(({ id }) => id),
  ])
  const byAccount = grouped(rows, (row) => row.account_id)
  const wrong = capped.flatMap(({ id, caps }) => {
    const counted = (byAccount.get(id) ?? []).map(
      (row): Counted => ({ at: BigInt(row.at), tokens: BigInt(row.tokens), isAdmitted: row.is_admitted }),
    )
    if (!caps) return []
    return [
      ...overfull(counted, caps.fixed, (at) => at - (at % MINUTE)).map(
        (text) => `account ${id}, minute of the clock: ${text}`,
      ),
      ...overfull(counted, caps.rolling, (at) => at - MINUTE + 1n).map((text) => `account ${id}, any minute: ${text}`),
    ]
  })
  return shorten(wrong)
}

/** The admissions that made a window, which began at `beginning`, hold more than the cap. What is counted is in the order of its instants. */
function overfull(counted: readonly Counted[], cap: bigint, beginning: (at: Instant) => Instant): string[] {
  let [oldest, sum] = [0, 0n]
  return counted.flatMap(({ at, tokens, isAdmitted }) => {
    sum += tokens
    for (let first = counted[oldest]; first && first.at < beginning(at); first = counted[++oldest]) sum -= first.tokens
    return isAdmitted && sum > cap ? [`${tokensToDecimal(sum)} of ${tokensToDecimal(cap)} tokens at ${at}`] : []
  })
}
