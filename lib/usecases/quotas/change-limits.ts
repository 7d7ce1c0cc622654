import { findAccountProfile } from '@/lib/db/access-accounts'
import { listApiKeys } from '@/lib/db/access-api-keys'
import { listMembers } from '@/lib/db/access-members'
import type { Queryable } from '@/lib/db/client'
import { loadBooks, lockAccounts } from '@/lib/db/ledger'
import { type LoadedLimits, loadLimits, windowWrites } from '@/lib/db/quotas'
import { deleteQuota, listHits, putQuota } from '@/lib/db/quotas-own'
import { listCountedUse } from '@/lib/db/quotas-used'
import { executeTogether } from '@/lib/db/statements'
import { DAY, type Instant } from '@/lib/domain/instants'
import type { Book } from '@/lib/domain/ledger/model'
import { nextInstant } from '@/lib/domain/ledger/posting'
import { effectiveQuotas, planInForce } from '@/lib/domain/quotas/effective-quotas'
import type { Limit, Quota, QuotaWindow } from '@/lib/domain/quotas/model'
import { countsSince, seedWindow } from '@/lib/domain/quotas/seed-window'
import { type LimitsView, limitViews } from '@/lib/domain/quotas/views'
import { shapeOf } from '@/lib/domain/quotas/windows'
import { notFound, Refusal } from '@/lib/domain/refusals'
import type { House, Work } from '../define'

const HITS_SHOWN: Instant = 7n * DAY

/** An account's limits under its lock, at an instant that was taken after it. */
export interface FoundLimits {
  book: Book
  at: Instant
  loaded: LoadedLimits
  /** Those in effect. */
  limits: Limit[]
}

/** Locks the account and loads its limits. Refuses an account that does not exist. */
export async function lockLimits({ tx, house }: Work, accountId: string): Promise<FoundLimits> {
  await lockAccounts(tx, [accountId])
  return readLimits(tx, house, accountId)
}

async function readLimits(tx: Queryable, house: House, accountId: string): Promise<FoundLimits> {
  const { books, now } = await loadBooks(tx, [accountId])
  const book = books.get(accountId)
  if (!book) throw notFound('account')
  const at = nextInstant(book, house.clock?.() ?? now)
  const loaded = (await loadLimits(tx, [{ accountId, planKey: planInForce(book.plan, at) }])).get(accountId)
  if (!loaded) throw notFound('account')
  return { book, at, loaded, limits: limitsOf(loaded, loaded.own) }
}

/** The limits in effect when these are the account's own. */
export function limitsOf({ planQuotas, windows }: LoadedLimits, own: readonly Quota[]): Limit[] {
  return effectiveQuotas(planQuotas, own).map((quota) => ({ quota, window: windows.get(quota.key) ?? null }))
}

/** What the pages of an account's limits show, for customers and staff. */
export async function viewLimits({ tx, house }: Work, accountId: string): Promise<LimitsView> {
  const { book, at, limits } = await readLimits(tx, house, accountId)
  const [account, hits] = [await findAccountProfile(tx, accountId), await listHits(tx, accountId, at - HITS_SHOWN)]
  const keys = (await listApiKeys(tx, accountId)).filter((key) => key.revokedAt === null)
  return {
    accountId,
    accountName: account?.name ?? '',
    timeZone: book.timeZone,
    currency: book.currency,
    at,
    limits: limitViews(limits, at, book.timeZone, hits),
    keys: keys.map(({ id, name }) => ({ id, name })),
    members: (await listMembers(tx, accountId)).map((member) => ({ id: member.userId, name: member.name })),
  }
}

/** Puts a limit in force. What was used in its running window counts: nobody begins anew by setting a limit. */
export async function putLimit(work: Work, account: FoundLimits, quota: Quota): Promise<void> {
  await requireScope(work.tx, account.book.accountId, quota)
  await putQuota(work.tx, account.book.accountId, quota, { actor: work.actor, at: account.at })
  const before = account.limits.find((limit) => limit.quota.key === quota.key)
  await countFrom(work.tx, account, before, quota)
}

/** Takes a limit of the account's own away; a quota of the plan under its key is in force again, with what was used. */
export async function takeLimit(work: Work, account: FoundLimits, quota: Quota): Promise<void> {
  const { book, loaded } = account
  await deleteQuota(work.tx, book.accountId, quota.key)
  const own = loaded.own.filter(({ key }) => key !== quota.key)
  const after = limitsOf(loaded, own).find((limit) => limit.quota.key === quota.key)
  const before = account.limits.find((limit) => limit.quota.key === quota.key)
  if (after) await countFrom(work.tx, account, before, after.quota)
}

export async function writeWindow(
  tx: Queryable,
  account: FoundLimits,
  quotaKey: string,
  window: QuotaWindow,
): Promise<void> {
  await executeTogether(tx, windowWrites([{ accountId: account.book.accountId, quotaKey, window }]))
}

/** A counter that ran so far runs on, and a budget may tell again; another one is filled with what it would have counted. */
async function countFrom(tx: Queryable, account: FoundLimits, before: Limit | undefined, quota: Quota): Promise<void> {
  const { book, at, loaded } = account
  const stored = loaded.windows.get(quota.key) ?? null
  if (stored && before && stored.shape === shapeOf(quota))
    return writeWindow(tx, account, quota.key, { ...stored, told: 0 })
  // The stored one did not count while there was no such limit; only how long it is lifted is carried on.
  const limit = { quota, window: stored && { ...stored, shape: '' } }
  const uses = await listCountedUse(tx, book.accountId, quota, countsSince(limit, at, book.timeZone))
  await writeWindow(tx, account, quota.key, seedWindow(limit, uses, at, book.timeZone))
}

async function requireScope(tx: Queryable, accountId: string, { scope, scopeId }: Quota): Promise<void> {
  const isThere =
    scope === 'account' ||
    (scope === 'key'
      ? (await listApiKeys(tx, accountId)).some((key) => key.id === scopeId && key.revokedAt === null)
      : (await listMembers(tx, accountId)).some((member) => member.userId === scopeId))
  if (isThere) return
  throw new Refusal('invalid-input', {
    detail: 'The input breaks a rule at /scopeId. Nothing was changed.',
    faults: [
      { pointer: '/scopeId', code: 'unknown-scope', message: 'Name a live API key or a member of the account.' },
    ],
  })
}
