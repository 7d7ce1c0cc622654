import type { RateCard } from '@/lib/domain/catalogue/model'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'

/** Names an action, or renames it: names are words, not facts. */
export async function upsertAction(
  tx: Queryable,
  action: { key: string; nameEn: string; nameFr: string },
  at: Instant,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO action (key, name_en, name_fr, created_at) VALUES (${action.key}, ${action.nameEn}, ${action.nameFr}, ${instantToIso(at)}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET name_en = excluded.name_en, name_fr = excluded.name_fr`
}

/** Publishes a whole card; what is published never changes. False, and nothing is written, when the version exists. */
export async function insertCard(
  tx: Queryable,
  card: RateCard & { note: string },
  publishedAt: Instant,
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO rate_card (version, effective_at, published_at, note)
    VALUES (${card.version}, ${instantToIso(card.effectiveAt)}::timestamptz, ${instantToIso(publishedAt)}::timestamptz, ${card.note})
    ON CONFLICT (version) DO NOTHING`
  if (inserted === 0) return false
  const lines = [...card.lines.values()]
  await tx.rateCardLine.createMany({
    data: lines.map(({ prices: _, ...line }) => ({ ...line, version: card.version })),
  })
  await tx.price.createMany({
    data: lines.flatMap(({ actionKey, prices }) =>
      [...prices].flatMap(([quantityClass, tiers]) =>
        tiers.map((tier) => ({ version: card.version, actionKey, quantityClass, ...tier })),
      ),
    ),
  })
  return true
}
