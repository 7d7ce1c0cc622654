import type { PriceTier, RateCard, RateCardDate, RateCardLine } from '@/lib/domain/catalogue/model'
import type { ActionName } from '@/lib/domain/catalogue/views'
import type { Instant } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { asInstant } from './instants'

export async function listCardDates(tx: Queryable): Promise<RateCardDate[]> {
  return tx.$queryRaw<RateCardDate[]>`
    SELECT version, ${asInstant('effective_at')} AS "effectiveAt" FROM rate_card ORDER BY version`
}

/** A published card with all its lines; null when there is no such version. */
export async function findCard(tx: Queryable, version: number): Promise<RateCard | null> {
  const [date] = (await listCardDates(tx)).filter((card) => card.version === version)
  if (!date) return null
  const lines = await tx.rateCardLine.findMany({
    where: { version },
    include: { prices: { orderBy: [{ quantityClass: 'asc' }, { fromMilli: 'asc' }] } },
    orderBy: { actionKey: 'asc' },
  })
  return {
    ...date,
    lines: new Map(
      lines.map((line) => [line.actionKey, { ...line, prices: tiersByClass(line.prices) } satisfies RateCardLine]),
    ),
  }
}

/** What was said of each card when it was published, and when that was, by version. */
export async function listCardNotes(tx: Queryable): Promise<{ version: number; publishedAt: Instant; note: string }[]> {
  return tx.$queryRaw<{ version: number; publishedAt: Instant; note: string }[]>`
    SELECT version, ${asInstant('published_at')} AS "publishedAt", note FROM rate_card ORDER BY version`
}

/** The names of all actions that a card ever had. */
export async function listActionNames(tx: Queryable): Promise<ActionName[]> {
  return tx.action.findMany({ select: { key: true, nameEn: true, nameFr: true }, orderBy: { key: 'asc' } })
}

function tiersByClass(prices: readonly (PriceTier & { quantityClass: string })[]): Map<string, PriceTier[]> {
  const tiers = new Map<string, PriceTier[]>()
  for (const { quantityClass, fromMilli, numerator, denominator } of prices) {
    tiers.set(quantityClass, [...(tiers.get(quantityClass) ?? []), { fromMilli, numerator, denominator }])
  }
  return tiers
}
