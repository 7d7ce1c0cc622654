import type { OutboxEventRow } from '@/lib/db/audit'
import type { Queryable } from '@/lib/db/client'
import { type LoadedLimits, loadLimits, returnedCountedWrites, windowWrites } from '@/lib/db/quotas'
import type { Statement } from '@/lib/db/statements'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Book } from '@/lib/domain/ledger/model'
import { type AccountLimits, OPERATION, type OpenAccount } from '@/lib/domain/metering/open-account'
import { effectiveQuotas, planInForce } from '@/lib/domain/quotas/effective-quotas'
import { tokensToDecimal } from '@/lib/domain/tokens'
import type { House } from '../define'

/** The limits of those accounts that have any: most are asked for nothing. */
export async function loadAccountLimits(
  tx: Queryable,
  books: ReadonlyMap<string, Book>,
  now: Instant,
): Promise<Map<string, AccountLimits>> {
  const asked = [...books.values()]
    .map((book) => ({ accountId: book.accountId, planKey: planInForce(book.plan, now), hasQuotas: book.hasQuotas }))
    .filter(({ planKey, hasQuotas }) => planKey !== null || hasQuotas)
  if (asked.length === 0) return new Map()
  const loaded = await loadLimits(tx, asked)
  return new Map([...loaded].map(([accountId, limits]) => [accountId, toAccountLimits(limits)]))
}

function toAccountLimits({ planQuotas, own, windows, captureAbove, returned }: LoadedLimits): AccountLimits {
  return {
    captureAbove,
    limits: effectiveQuotas(planQuotas, own).map((quota) => ({ quota, window: windows.get(quota.key) ?? null })),
    returned: returned.map(({ holdId, createdAt, returned: tokens, moneyMilli: money, wholeReturned, ...owner }) => ({
      holdId,
      createdAt,
      weight: { tokens, money, operations: wholeReturned ? OPERATION : 0n, ...owner },
    })),
  }
}

/** What writes the windows that counted something, and that returned holds have left them. */
export function limitWrites(accounts: readonly OpenAccount[]): Statement[] {
  const windows = accounts.flatMap(({ book: { accountId }, limits, loaded }) =>
    limits.flatMap(({ quota, window }, i) =>
      window !== null && window !== loaded.limits[i]?.window ? [{ accountId, quotaKey: quota.key, window }] : [],
    ),
  )
  const returned = accounts.flatMap(({ book: { accountId }, loaded }) =>
    loaded.returned.map(({ holdId }) => ({ accountId, holdId })),
  )
  return [...windowWrites(windows), ...returnedCountedWrites(returned)]
}

/** The budgets that were passed, as events for who tells of them. */
export function crossedBudgets(accounts: readonly OpenAccount[], house: House): OutboxEventRow[] {
  return accounts.flatMap(({ book: { accountId }, crossed, now }) =>
    crossed.map(({ quota, percent, window }) => ({
      accountId,
      id: house.newId(now),
      name: 'budget.crossed',
      createdAt: now,
      payload: {
        quotaKey: quota.key,
        name: quota.name,
        scope: quota.scope,
        percent,
        used: tokensToDecimal(window.used.reduce((sum, part) => sum + part, 0n)),
        cap: tokensToDecimal(quota.cap),
        measure: quota.measure,
        unit: quota.unit,
        windowStartsAt: instantToIso(window.startsAt),
        windowEndsAt: window.endsAt === null ? null : instantToIso(window.endsAt),
      },
    })),
  )
}
