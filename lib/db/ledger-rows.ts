import type { Instant } from '@/lib/domain/instants'
import type {
  Allowance,
  Book,
  Bucket,
  Entry,
  Grant,
  GrantSource,
  OpenHold,
  RolloverRule,
  TransactionKind,
} from '@/lib/domain/ledger/model'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

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
  holds: HoldJson[] | null
  allowances: AllowanceJson[] | null
  now: Instant
}

/** Instants are microseconds, which JSON numbers hold exactly; amounts are text. */
interface HoldJson {
  id: string
  source: string
  key: string
  action: string
  api_key: string
  member: string
  tags: Record<string, string>
  amount: string
  money: string
  created_at: number
  expires_at: number
  parts: { grant: string; amount: string }[] | null
}

interface AllowanceJson {
  id: string
  name: string
  plan: string
  amount: string
  cost_cents: string
  priority: number
  anchor: string
  unit: Allowance['unit']
  rollover: RolloverRule['times'] | 'none'
  rollover_max: string | null
  next_n: number
  next_at: number | null
  paid_until: number | null
  actor: string
  reason: string
}

/** Their parts are the entries of the transactions that opened them. Those that hold nothing matter only where operations are counted. */
export const HOLDS_OF_ACCOUNT = Prisma.sql`
  SELECT jsonb_agg(jsonb_build_object('id', o.id, 'source', o.source, 'key', o.key, 'action', o.action_key, 'api_key', o.api_key_id,
    'member', o.member_id, 'tags', o.tags, 'amount', o.amount::text, 'money', o.money_milli::text,
    'created_at', ${asInstant('o.created_at')}, 'expires_at', ${asInstant('o.expires_at')},
    'parts', (SELECT jsonb_agg(jsonb_build_object('grant', e.grant_id, 'amount', e.amount::text) ORDER BY e.n)
      FROM ledger_entry e WHERE e.account_id = o.account_id AND e.seq = o.seq)) ORDER BY o.id) AS holds
  FROM hold o WHERE o.account_id = a.id AND o.state = 'open'
    AND (a.held > 0 OR a.has_quotas OR a.plan_key IS NOT NULL OR a.next_plan_key IS NOT NULL)`

/** Those that may still open a period or whose grants may still roll over. */
export const ALLOWANCES_OF_ACCOUNT = Prisma.sql`
  SELECT jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'plan', l.plan_key, 'amount', l.amount::text,
    'cost_cents', l.cost_cents::text, 'priority', l.priority, 'anchor', l.anchor, 'unit', l.unit, 'rollover', l.rollover,
    'rollover_max', l.rollover_max::text, 'next_n', l.next_n, 'next_at', ${asInstant('l.next_at')},
    'paid_until', ${asInstant('l.paid_until')}, 'actor', l.actor, 'reason', l.reason) ORDER BY l.id) AS allowances
  FROM allowance l WHERE l.account_id = a.id`

export type BookRow = AccountRow & Omit<GrantRow, 'id'> & { id: string | null }

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

/** What stands in one row of an account for all of it. */
export function toParts({ holds, allowances }: AccountRow): Partial<Pick<Book, 'holds' | 'allowances'>> {
  return {
    ...(holds && { holds: new Map(holds.map((hold) => [hold.id, toHold(hold)])) }),
    ...(allowances && { allowances: new Map(allowances.map((one) => [one.id, toAllowance(one)])) }),
  }
}

function toHold(row: HoldJson): OpenHold {
  return {
    id: row.id,
    source: row.source,
    key: row.key,
    actionKey: row.action,
    apiKeyId: row.api_key,
    memberId: row.member,
    tags: row.tags,
    amount: BigInt(row.amount),
    moneyMilli: BigInt(row.money),
    createdAt: BigInt(row.created_at),
    expiresAt: BigInt(row.expires_at),
    parts: (row.parts ?? []).map(({ grant, amount }) => ({ grantId: grant, amount: BigInt(amount) })),
  }
}

function toAllowance(row: AllowanceJson): Allowance {
  return {
    id: row.id,
    name: row.name,
    planKey: row.plan,
    amount: BigInt(row.amount),
    costCents: BigInt(row.cost_cents),
    priority: row.priority,
    anchor: row.anchor,
    unit: row.unit,
    rollover: rolloverRule(row.rollover, row.rollover_max),
    nextN: row.next_n,
    nextAt: row.next_at === null ? null : BigInt(row.next_at),
    paidUntil: row.paid_until === null ? null : BigInt(row.paid_until),
    actor: row.actor,
    reason: row.reason,
  }
}

function rolloverRule(times: RolloverRule['times'] | 'none' | null, max: string | bigint | null): RolloverRule | null {
  return times === null || times === 'none' ? null : { times, max: max === null ? null : BigInt(max) }
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
