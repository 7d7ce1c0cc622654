import type { Instant } from '@/lib/domain/instants'
import type { Book, Bucket, Entry, Grant, GrantSource, RolloverRule, TransactionKind } from '@/lib/domain/ledger/model'
import { Prisma } from './generated/client'
import { asInstant } from './instants'
import { type PartsRow, rolloverRule } from './ledger-parts'

/** TypeScript says rolledOver, SQL says rolled_over; all other buckets have one name. */
export function bucketToColumn(bucket: Bucket): string {
  return bucket === 'rolledOver' ? 'rolled_over' : bucket
}

function bucketFromColumn(column: string): Bucket {
  return column === 'rolled_over' ? 'rolledOver' : (column as Bucket)
}

export const GRANT_COLUMNS = Prisma.sql`g.id, g.source, g.name, g.priority,
  ${asInstant('g.effective_at')} AS effective_at, ${asInstant('g.expires_at')} AS expires_at,
  g.amount, g.pending, g.available, g.held, g.spent, g.expired, g.revoked, g.refunded, g.rolled_over, g.cost_cents, g.currency,
  g.allowed_actions, g.actor, g.reason, g.origin_grant_id, g.created_seq, g.allowance_id, g.period_n, g.rollover, g.rollover_max`

export interface GrantRow {
  id: string
  source: GrantSource
  name: string
  priority: number
  effective_at: Instant
  expires_at: Instant | null
  amount: bigint
  pending: bigint
  available: bigint
  held: bigint
  spent: bigint
  expired: bigint
  revoked: bigint
  refunded: bigint
  rolled_over: bigint
  cost_cents: bigint
  currency: string
  allowed_actions: string[]
  actor: string
  reason: string
  origin_grant_id: string | null
  created_seq: bigint
  allowance_id: string | null
  period_n: number | null
  rollover: RolloverRule['times'] | null
  rollover_max: bigint | null
}

export interface AccountRow {
  account_id: string
  status: Book['status']
  account_currency: string
  time_zone: string
  account_available: bigint
  account_held: bigint
  debt: bigint
  debt_limit: bigint
  version: bigint
  last_transaction_at: Instant | null
  plan_key: string | null
  next_plan_key: string | null
  next_plan_at: Instant | null
  has_quotas: boolean
  now: Instant
}

export type BookRow = AccountRow & PartsRow & Omit<GrantRow, 'id'> & { id: string | null }

export interface TransactionRow {
  seq: bigint
  kind: TransactionKind
  amount: bigint
  available_after: bigint
  held_after: bigint
  debt_after: bigint
  recorded_at: Instant
  effective_at: Instant
  actor: string
  reason: string
  reverses: bigint | null
}

export interface EntryRow {
  grant_id: string | null
  from_bucket: string
  to_bucket: string
  amount: bigint
}

export function toBook(row: AccountRow): Omit<Book, 'grants'> {
  return {
    accountId: row.account_id,
    status: row.status,
    currency: row.account_currency,
    timeZone: row.time_zone,
    available: row.account_available,
    held: row.account_held,
    debt: row.debt,
    debtLimit: row.debt_limit,
    version: row.version,
    lastTransactionAt: row.last_transaction_at,
    holds: new Map(),
    allowances: new Map(),
    plan: { key: row.plan_key, nextKey: row.next_plan_key, nextAt: row.next_plan_at },
    hasQuotas: row.has_quotas,
  }
}

export function toGrant(row: GrantRow): Grant {
  return {
    id: row.id,
    source: row.source,
    name: row.name,
    priority: row.priority,
    effectiveAt: row.effective_at,
    expiresAt: row.expires_at,
    amount: row.amount,
    pending: row.pending,
    available: row.available,
    held: row.held,
    spent: row.spent,
    expired: row.expired,
    revoked: row.revoked,
    refunded: row.refunded,
    rolledOver: row.rolled_over,
    costCents: row.cost_cents,
    currency: row.currency,
    allowedActions: row.allowed_actions,
    actor: row.actor,
    reason: row.reason,
    originGrantId: row.origin_grant_id,
    createdSeq: row.created_seq,
    allowanceId: row.allowance_id,
    periodN: row.period_n,
    rollover: rolloverRule(row.rollover, row.rollover_max),
  }
}

export function toEntry(row: EntryRow): Entry {
  return {
    grantId: row.grant_id,
    from: bucketFromColumn(row.from_bucket),
    to: bucketFromColumn(row.to_bucket),
    amount: row.amount,
  }
}
