import type { ComparisonPrice } from '@/lib/domain/catalogue/comparisons'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'

/** Every price of billing directly, by provider. */
export async function listComparisons(tx: Queryable): Promise<ComparisonPrice[]> {
  const rows = await tx.comparisonPrice.findMany({
    include: { prices: { orderBy: [{ actionKey: 'asc' }, { quantityClass: 'asc' }] } },
    orderBy: [{ provider: 'asc' }, { key: 'asc' }],
  })
  return rows.map(({ changedAt: _, prices, ...comparison }) => ({
    ...comparison,
    prices: prices.map(({ comparisonKey: _, ...price }) => price),
  }))
}

/** Writes the whole comparison, in the place of the one of its key. */
export async function putComparison(
  tx: Queryable,
  { prices, ...comparison }: ComparisonPrice,
  at: Instant,
): Promise<void> {
  const { key, provider, currency, monthlyFeeCents, pricedOn, sourceUrl } = comparison
  await tx.$executeRaw`
    INSERT INTO comparison_price (key, provider, currency, monthly_fee_cents, priced_on, source_url, changed_at)
    VALUES (${key}, ${provider}, ${currency}, ${monthlyFeeCents}, ${pricedOn}, ${sourceUrl}, ${instantToIso(at)}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET provider = excluded.provider, currency = excluded.currency,
      monthly_fee_cents = excluded.monthly_fee_cents, priced_on = excluded.priced_on, source_url = excluded.source_url,
      changed_at = excluded.changed_at`
  await tx.comparisonUnitPrice.deleteMany({ where: { comparisonKey: key } })
  await tx.comparisonUnitPrice.createMany({ data: prices.map((price) => ({ ...price, comparisonKey: key })) })
}
