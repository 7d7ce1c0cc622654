import type { RateCard } from '@/lib/domain/catalogue/model'
import { priceUsage, type Quantities } from '@/lib/domain/catalogue/price-usage'
import type { Instant } from '@/lib/domain/instants'
import type { ChargeView, UsageMode } from '@/lib/domain/metering/model'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'
import { quantitiesFromJson } from './metering-quantities'

/** How charges are priced again: the immutable card by its version. */
export type CardByVersion = (version: number) => RateCard

export async function findCharge(
  tx: Queryable,
  accountId: string,
  id: string,
  card: CardByVersion,
): Promise<ChargeView | null> {
  const [charge] = await listCharges(tx, [accountId], [id], card)
  return charge ?? null
}

/** Charges by id, in no order. */
export async function listCharges(
  tx: Queryable,
  accountIds: readonly string[],
  ids: readonly string[],
  card: CardByVersion,
): Promise<ChargeView[]> {
  const rows = await tx.$queryRaw<ChargeRow[]>`
    SELECT ${CHARGE_COLUMNS} FROM charge c WHERE c.account_id = ANY(${accountIds}::uuid[]) AND c.id = ANY(${ids}::uuid[])`
  return toViews(rows, card)
}

/** The newest charges of an account, newest first. */
export async function listLastCharges(
  tx: Queryable,
  accountId: string,
  count: number,
  card: CardByVersion,
): Promise<ChargeView[]> {
  const rows = await tx.$queryRaw<ChargeRow[]>`
    SELECT ${CHARGE_COLUMNS} FROM charge c WHERE c.account_id = ${accountId}::uuid ORDER BY c.id DESC LIMIT ${count}`
  return toViews(rows, card)
}

const CHARGE_COLUMNS = Prisma.sql`c.account_id, c.id, c.source, c.key, c.action_key, c.quantities, c.tags, c.api_key_id, c.member_id,
  ${asInstant('c.occurred_at')} AS occurred_at, ${asInstant('c.recorded_at')} AS recorded_at,
  c.rate_card_version, c.tokens, c.mode, c.status, c.late, c.seq, c.available_after, c.debt_after,
  (SELECT r.seq FROM ledger_transaction r WHERE r.account_id = c.account_id AND r.reverses = c.seq) AS reversed_by,
  (SELECT jsonb_agg(jsonb_build_object('grant', e.grant_id, 'name', g.name, 'amount', e.amount::text) ORDER BY e.n)
    FROM ledger_entry e LEFT JOIN "grant" g ON g.account_id = e.account_id AND g.id = e.grant_id
    WHERE e.account_id = c.account_id AND e.seq = c.seq) AS payments`

interface ChargeRow {
  account_id: string
  id: string
  source: string
  key: string
  action_key: string
  quantities: Record<string, string>
  tags: Record<string, string>
  api_key_id: string
  member_id: string
  occurred_at: Instant
  recorded_at: Instant
  rate_card_version: number
  tokens: bigint
  mode: UsageMode
  status: 'charged' | 'failed'
  late: boolean
  seq: bigint | null
  available_after: bigint
  debt_after: bigint
  reversed_by: bigint | null
  /** The entries of its transaction; null for what cost nothing. Amounts are text. */
  payments: PaymentJson[] | null
}

/** The grant is null where debt paid. */
interface PaymentJson {
  grant: string | null
  name: string | null
  amount: string
}

function toViews(rows: readonly ChargeRow[], card: CardByVersion): ChargeView[] {
  return rows.map((row) => {
    const payments = (row.payments ?? []).map((payment) => ({ ...payment, amount: BigInt(payment.amount) }))
    const quantities = quantitiesFromJson(row.quantities)
    return {
      id: row.id,
      accountId: row.account_id,
      source: row.source,
      key: row.key,
      actionKey: row.action_key,
      status: row.status,
      mode: row.mode,
      late: row.late,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      tokens: row.tokens,
      quantities,
      tags: row.tags,
      apiKeyId: row.api_key_id,
      memberId: row.member_id,
      rateCardVersion: row.rate_card_version,
      pricing: row.status === 'failed' ? null : priceAgain(row, quantities, card),
      paidFrom: payments.flatMap(({ grant, name, amount }) =>
        grant === null ? [] : [{ grantId: grant, grantName: name ?? '', amount }],
      ),
      owed: payments.filter(({ grant }) => grant === null).reduce((sum, { amount }) => sum + amount, 0n),
      availableAfter: row.available_after,
      debtAfter: row.debt_after,
      seq: row.seq,
      reversedBy: row.reversed_by,
    }
  })
}

function priceAgain(row: ChargeRow, quantities: Quantities, card: CardByVersion): ChargeView['pricing'] {
  const line = card(row.rate_card_version).lines.get(row.action_key)
  if (!line) throw new Error(`Rate card ${row.rate_card_version} has lost its line for ${row.action_key}.`)
  return priceUsage(line, quantities)
}
