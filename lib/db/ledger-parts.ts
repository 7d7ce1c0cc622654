import type { Allowance, Book, OpenHold, RolloverRule } from '@/lib/domain/ledger/model'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** What a row of an account says of its holds and allowances; null in all of its rows but one. */
export interface PartsRow {
  holds: HoldJson[] | null
  allowances: AllowanceJson[] | null
}

/** Instants are microseconds, which JSON numbers hold exactly; amounts are text. */
export interface HoldJson {
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

export interface AllowanceJson {
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
  is_billed: boolean
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
    'paid_until', ${asInstant('l.paid_until')}, 'is_billed', l.is_billed, 'actor', l.actor, 'reason', l.reason) ORDER BY l.id) AS allowances
  FROM allowance l WHERE l.account_id = a.id`

/** What stands in one row of an account for all of it. */
export function toParts({ holds, allowances }: PartsRow): Partial<Pick<Book, 'holds' | 'allowances'>> {
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
    isBilled: row.is_billed,
    actor: row.actor,
    reason: row.reason,
  }
}

/** As a grant's or an allowance's columns say it. */
export function rolloverRule(
  times: RolloverRule['times'] | 'none' | null,
  max: string | bigint | null,
): RolloverRule | null {
  return times === null || times === 'none' ? null : { times, max: max === null ? null : BigInt(max) }
}
