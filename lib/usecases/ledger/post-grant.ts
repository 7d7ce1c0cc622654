import type { Instant } from '@/lib/domain/instants'
import type { GrantSource, Transaction } from '@/lib/domain/ledger/model'
import { type NewGrant, PRIORITY, planGrant } from '@/lib/domain/ledger/plan-grant'
import type { Tokens } from '@/lib/domain/tokens'
import type { Work } from '../define'
import { changeBook } from './change-book'
import { type Done, withKey } from './with-key'

export interface GrantRequest {
  accountId: string
  /** The same key makes the same grant once. */
  key: string
  source: GrantSource
  name: string
  amount: Tokens
  reason: string
  effectiveAt?: Instant
  expiresAt?: Instant | null
  costCents?: bigint
  priority?: number
  allowedActions?: readonly string[]
  actor?: string
  kind?: 'grant' | 'adjustment'
}

/** Brings tokens into an account within the work of another verb, once under its key. */
export async function postGrant(work: Work, request: GrantRequest): Promise<Done> {
  const { accountId, key, amount } = request
  const facts = {
    ...request,
    amount: `${amount}`,
    costCents: `${request.costCents ?? 0n}`,
    expiresAt: `${request.expiresAt}`,
    effectiveAt: `${request.effectiveAt}`,
  }
  return withKey(work, { accountId, source: 'grant', key, request: facts }, () => grantNow(work, request))
}

async function grantNow(work: Work, { accountId, kind = 'grant', ...request }: GrantRequest): Promise<Transaction> {
  const transaction = await changeBook(work.tx, work.house, accountId, (book, now) => {
    const { key: _, ...facts } = request
    const grant: NewGrant = {
      priority: PRIORITY[request.source],
      expiresAt: null,
      costCents: 0n,
      allowedActions: [],
      originGrantId: null,
      actor: work.actor,
      ...facts,
      effectiveAt: request.effectiveAt ?? now,
      id: work.newId(),
    }
    return planGrant(book, grant, now, kind)
  })
  work.audit({
    accountId,
    subject: `transaction:${transaction.seq}`,
    reason: request.reason,
    detail: { source: request.source, name: request.name, amount: `${request.amount}` },
  })
  return transaction
}
