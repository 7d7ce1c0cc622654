import type { Instant } from '@/lib/domain/instants'
import { type Allowance, type Book, type Grant, NIL_ID, type OpenHold } from '@/lib/domain/ledger/model'

/** A grant of the given tokens (in thousandths), all available, unless overridden. */
export function grantOf(id: string, amount: bigint, overrides: Partial<Grant> = {}): Grant {
  const buckets = {
    pending: 0n,
    available: amount,
    held: 0n,
    spent: 0n,
    expired: 0n,
    revoked: 0n,
    refunded: 0n,
    rolledOver: 0n,
  }
  return {
    id,
    source: 'promo',
    name: id,
    priority: 10,
    effectiveAt: 0n,
    expiresAt: null,
    amount,
    ...buckets,
    costCents: 0n,
    currency: 'EUR',
    allowedActions: [],
    actor: 'system:test',
    reason: 'For the test.',
    originGrantId: null,
    createdSeq: 1n,
    allowanceId: null,
    periodN: null,
    rollover: null,
    ...overrides,
  }
}

/** A monthly allowance of the given tokens whose period 1 is next, at `nextAt`; nothing rolls over unless overridden. */
export function allowanceOf(
  id: string,
  amount: bigint,
  nextAt: Instant,
  overrides: Partial<Allowance> = {},
): Allowance {
  return {
    id,
    name: `Plan ${id}`,
    planKey: id,
    amount,
    costCents: 100n,
    priority: 20,
    anchor: '2026-01-31T00:00:00',
    unit: 'month',
    rollover: null,
    nextN: 1,
    nextAt,
    paidUntil: null,
    isBilled: false,
    actor: 'system:test',
    reason: 'For the test.',
    ...overrides,
  }
}

/** A book of these grants whose totals agree with them. */
export function bookOf(grants: readonly Grant[], overrides: Partial<Book> = {}): Book {
  return {
    accountId: '00000000-0000-7000-8000-000000000001',
    status: 'active',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    available: grants.reduce((sum, grant) => sum + grant.available, 0n),
    held: grants.reduce((sum, grant) => sum + grant.held, 0n),
    debt: 0n,
    debtLimit: 0n,
    version: 10n,
    lastTransactionAt: 0n,
    grants: new Map(grants.map((grant) => [grant.id, grant])),
    holds: new Map(),
    allowances: new Map(),
    plan: { key: null, nextKey: null, nextAt: null },
    hasQuotas: false,
    ...overrides,
  }
}

/** An open hold of these parts, from the beginning of time until `expiresAt`, unless overridden. */
export function openHoldOf(
  id: string,
  parts: OpenHold['parts'],
  expiresAt: bigint,
  overrides: Partial<OpenHold> = {},
): OpenHold {
  return {
    id,
    source: 'test',
    key: id,
    actionKey: 'unit',
    apiKeyId: NIL_ID,
    memberId: NIL_ID,
    tags: {},
    amount: parts.reduce((sum, part) => sum + part.amount, 0n),
    moneyMilli: 0n,
    createdAt: 0n,
    expiresAt,
    parts,
    ...overrides,
  }
}
