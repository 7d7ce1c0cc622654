import type { RateCard } from '@/lib/domain/catalogue/model'
import { priceUsage, type Quantities } from '@/lib/domain/catalogue/price-usage'
import type { Instant } from '@/lib/domain/instants'
import type { ChargeView, PaidFrom, UsageMode } from '@/lib/domain/metering/model'
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
  return toViews(tx, rows, card)
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
  return toViews(tx, rows, card)
}

const CHARGE_COLUMNS = Prisma.sql`c.account_id, c.id, c.source, c.key, c.action_key, c.quantities, c.tags, c.api_key_id, c.member_id,
  ${asInstant('c.occurred_at')} AS occurred_at, ${asInstant('c.recorded_at')} AS recorded_at,
  c.rate_card_version, c.tokens, c.mode, c.status, c.late, c.seq, c.available_after, c.debt_after,
  (SELECT r.seq FROM ledger_transaction r WHERE r.account_id = c.account_id AND r.reverses = c.seq) AS reversed_by`

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
}

interface PaymentRow {
  account_id: string
  seq: bigint
  grant_id: string | null
  grant_name: string | null
  amount: bigint
}

async function toViews(tx: Queryable, rows: readonly ChargeRow[], card: CardByVersion): Promise<ChargeView[]> {
  const payments = await listPayments(tx, rows)
  return rows.map((row) => {
    const paid = payments.filter((payment) => payment.account_id === row.account_id && payment.seq === row.seq)
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
      paidFrom: paid.flatMap(toPaidFrom),
      owed: paid.filter((payment) => payment.grant_id === null).reduce((sum, payment) => sum + payment.amount, 0n),
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

async function listPayments(tx: Queryable, rows: readonly ChargeRow[]): Promise<PaymentRow[]> {
  const charged = rows.flatMap(({ account_id, seq }) => (seq === null ? [] : [{ account_id, seq }]))
  if (charged.length === 0) return []
  return tx.$queryRaw<PaymentRow[]>`
    SELECT e.account_id, e.seq, e.grant_id, g.name AS grant_name, e.amount
    FROM unnest(${charged.map((row) => row.account_id)}::uuid[], ${charged.map((row) => row.seq)}::bigint[]) AS wanted(account_id, seq)
    JOIN ledger_entry e ON e.account_id = wanted.account_id AND e.seq = wanted.seq
    LEFT JOIN "grant" g ON g.account_id = e.account_id AND g.id = e.grant_id
    ORDER BY e.account_id, e.seq, e.n`
}

function toPaidFrom({ grant_id, grant_name, amount }: PaymentRow): PaidFrom[] {
  return grant_id === null ? [] : [{ grantId: grant_id, grantName: grant_name ?? '', amount }]
}
