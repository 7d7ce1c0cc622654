import type { Instant } from '../instants'
import { Refusal } from '../refusals'
import { TOKENS_MAX, type Tokens } from '../tokens'
import {
  type Allowance,
  type Book,
  type Bucket,
  type Entry,
  GRANT_BUCKETS,
  type Grant,
  type GrantBucket,
  type OpenHold,
  type Transaction,
  type TransactionKind,
} from './model'

/** What is to be posted; the book gives it its number, its time and its totals. */
export interface Draft {
  kind: TransactionKind
  entries: readonly Entry[]
  actor: string
  reason: string
  /** When it is true, if that is not when it is recorded. */
  effectiveAt?: Instant
  reverses?: bigint
  /** Grants that come into being with this transaction. */
  newGrants?: readonly Omit<Grant, GrantBucket | 'createdSeq'>[]
}

/** A book may hold nine full amounts, those to come included: the most that its totals can count in a PostgreSQL bigint. */
const BOOK_MAX: Tokens = 9n * TOKENS_MAX

/** Time under the lock: never earlier than the clock, always later than the last transaction. */
export function nextInstant(book: Book, clock: Instant): Instant {
  const after = book.lastTransactionAt === null ? clock : book.lastTransactionAt + 1n
  return after > clock ? after : clock
}

/** A hold that was settled, as it is to be written down. */
export interface ResolvedHold {
  readonly hold: OpenHold
  readonly state: 'captured' | 'released' | 'expired'
  readonly captured: Tokens
  readonly returned: Tokens
  readonly captureSeq: bigint | null
  readonly returnSeq: bigint | null
  readonly chargeId: string | null
  readonly resolvedAt: Instant
  /** Whether what came back has still to leave the quota windows that counted it. */
  windowsDue: boolean
}

/**
 * A book that is being written in: each transaction is posted to what the last one left, and a draft that cannot be posted
 * leaves it as it was.
 */
export class OpenBook {
  readonly transactions: Transaction[] = []
  readonly resolvedHolds: ResolvedHold[] = []
  private readonly grants: Map<string, Grant>
  private readonly holds: Map<string, OpenHold>
  private readonly allowances: Map<string, Allowance>
  private current: Book
  /** All that will be there to spend, but is not yet. */
  private pending: Tokens
  private areAllowancesChanged = false

  constructor(readonly before: Book) {
    this.grants = new Map(before.grants)
    this.holds = new Map(before.holds)
    this.allowances = new Map(before.allowances)
    this.current = { ...before, grants: this.grants, holds: this.holds, allowances: this.allowances }
    this.pending = [...this.grants.values()].reduce((sum, grant) => sum + grant.pending, 0n)
  }

  /** Whether there is anything to be written down. */
  get isChanged(): boolean {
    return this.transactions.length > 0 || this.resolvedHolds.length > 0 || this.areAllowancesChanged
  }

  /** As it stands now; what is posted later shows in its grants, holds and allowances. */
  get book(): Book {
    return this.current
  }

  /** Throws a RangeError when a bucket would go negative (a defect of the plan), and refuses totals above 9 x 10^15 tokens. */
  post(draft: Draft, clock: Instant): Transaction {
    const { entries } = draft
    const seq = this.current.version + 1n
    const changed = changedGrants(this.grants, draft, seq)
    const pending = this.pending + flow(entries, 'pending')
    // A copy that is written over takes half the time of a literal that spreads: forecasts post millions of these.
    const after: { -readonly [K in keyof Book]: Book[K] } = { ...this.current }
    after.available += flow(entries, 'available')
    after.held += flow(entries, 'held')
    after.debt += flow(entries, 'debt')
    after.version = seq
    after.lastTransactionAt = nextInstant(this.current, clock)
    if ((grows(draft) && after.available + after.held + pending > BOOK_MAX) || after.debt > BOOK_MAX) {
      throw new Refusal('amount-too-large', {
        detail:
          'The account would have or owe more than 9,000,000,000,000,000 tokens, which is more than can be counted. Nothing was changed. Check the amount.',
      })
    }
    for (const grant of changed.values()) this.grants.set(grant.id, grant)
    this.pending = pending
    this.current = after
    const transaction = transactionOf(draft, after)
    this.transactions.push(transaction)
    return transaction
  }

  openHold(hold: OpenHold): void {
    this.holds.set(hold.id, hold)
  }

  resolveHold(resolved: Omit<ResolvedHold, 'windowsDue'>): ResolvedHold {
    if (!this.holds.delete(resolved.hold.id)) throw new RangeError(`Hold ${resolved.hold.id} is not open.`)
    const { plan, hasQuotas } = this.current
    const mayBeCounted = plan.key !== null || plan.nextKey !== null || hasQuotas
    const isUndone = resolved.returned > 0n || resolved.state !== 'captured'
    const row = { ...resolved, windowsDue: isUndone && mayBeCounted }
    this.resolvedHolds.push(row)
    return row
  }

  setAllowance(allowance: Allowance): void {
    this.allowances.set(allowance.id, allowance)
    this.areAllowancesChanged = true
  }
}

function transactionOf(draft: Draft, after: Book): Transaction {
  const recordedAt = after.lastTransactionAt ?? 0n
  return {
    seq: after.version,
    kind: draft.kind,
    amount: transactionAmount(draft.kind, draft.entries),
    availableAfter: after.available,
    heldAfter: after.held,
    debtAfter: after.debt,
    recordedAt,
    effectiveAt: draft.effectiveAt ?? recordedAt,
    actor: draft.actor,
    reason: draft.reason,
    reverses: draft.reverses ?? null,
    entries: draft.entries,
  }
}

/**
 * A transaction's amount is the sum of its entries, each token counted once: a move into another grant counts where it
 * arrives, and a debt's repayment counts what the grants paid.
 */
export function transactionAmount(kind: TransactionKind, entries: readonly Entry[]): Tokens {
  return entries
    .filter((entry) => entry.to !== 'rolledOver' && !(kind === 'debt' && entry.grantId === null))
    .reduce((sum, entry) => sum + entry.amount, 0n)
}

function flow(entries: readonly Entry[], bucket: Bucket): Tokens {
  let sum = 0n
  for (const { from, to, amount } of entries) {
    if (to === bucket) sum += amount
    if (from === bucket) sum -= amount
  }
  return sum
}

/** Whether tokens come into being or come back; what takes effect was counted when it was granted. */
function grows({ entries }: Draft): boolean {
  return entries.some(({ from, to }) => from !== 'pending' && (to === 'available' || to === 'pending'))
}

/** A grant before any of its tokens were issued. */
export function newGrant(facts: Omit<Grant, GrantBucket | 'createdSeq'>, createdSeq: bigint): Grant {
  return {
    ...facts,
    createdSeq,
    pending: 0n,
    available: 0n,
    held: 0n,
    spent: 0n,
    expired: 0n,
    revoked: 0n,
    refunded: 0n,
    rolledOver: 0n,
  }
}

/** The grants that the draft makes or touches, as it leaves them. */
function changedGrants(grants: ReadonlyMap<string, Grant>, draft: Draft, seq: bigint): Map<string, Grant> {
  const changed = new Map<string, Grant>()
  for (const grant of draft.newGrants ?? []) changed.set(grant.id, newGrant(grant, seq))
  for (const entry of draft.entries) {
    if (entry.amount <= 0n) throw new RangeError(`An entry moves a positive amount, not ${entry.amount}.`)
    if (entry.grantId === null) continue
    const grant = changed.get(entry.grantId) ?? grants.get(entry.grantId)
    if (!grant) throw new RangeError(`Entry of grant ${entry.grantId}, which is not in the book.`)
    changed.set(grant.id, moved(grant, entry))
  }
  return changed
}

function moved(grant: Grant, { from, to, amount }: Entry): Grant {
  const next: Record<GrantBucket, Tokens> & Grant = { ...grant }
  if (isGrantBucket(from)) next[from] = grant[from] - amount
  if (isGrantBucket(to)) next[to] = next[to] + amount
  if (isGrantBucket(from) && next[from] < 0n) throw new RangeError(`Grant ${grant.id} would have negative ${from}.`)
  return next
}

const GRANT_BUCKET_SET: ReadonlySet<string> = new Set(GRANT_BUCKETS)

function isGrantBucket(bucket: Bucket): bucket is GrantBucket {
  return GRANT_BUCKET_SET.has(bucket)
}
