import type { Pack, Plan, PlanQuota } from '@/lib/domain/catalogue/plans'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import type { Prisma } from './generated/client'

/** The plan with its quotas by name; null when there is none of the key. */
export async function findPlan(tx: Queryable, key: string): Promise<Plan | null> {
  const row = await tx.plan.findUnique({ where: { key }, include: WITH_QUOTAS })
  return row && toPlan(row)
}

/** Every plan, the one with the smallest allowance first. */
export async function listPlans(tx: Queryable): Promise<Plan[]> {
  const rows = await tx.plan.findMany({ include: WITH_QUOTAS, orderBy: [{ allowanceMilli: 'asc' }, { key: 'asc' }] })
  return rows.map(toPlan)
}

const WITH_QUOTAS = { quotas: { orderBy: { name: 'asc' } } } as const

function toPlan(row: Prisma.PlanGetPayload<{ include: typeof WITH_QUOTAS }>): Plan {
  const { createdAt: _, allowanceMilli, rolloverMaxMilli, periodUnit, rollover, captureAbove, quotas, ...plan } = row
  return {
    ...plan,
    captureAbove: captureAbove as Plan['captureAbove'],
    periodUnit: periodUnit as Plan['periodUnit'],
    rollover: rollover as Plan['rollover'],
    allowance: allowanceMilli,
    rolloverMax: rolloverMaxMilli,
    quotas: quotas.map(({ planKey: _, capMilli, ...quota }) => ({ ...quota, cap: capMilli }) as PlanQuota),
  }
}

/** Writes the whole plan, in the place of the one of its key. */
export async function putPlan(tx: Queryable, { quotas, ...plan }: Plan, at: Instant): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO plan (key, name_en, name_fr, price_cents, currency, allowance_milli, period_unit, rollover, rollover_max_milli, trial_days, capture_above, created_at)
    VALUES (${plan.key}, ${plan.nameEn}, ${plan.nameFr}, ${plan.priceCents}, ${plan.currency}, ${plan.allowance}, ${plan.periodUnit},
      ${plan.rollover}, ${plan.rolloverMax}, ${plan.trialDays}, ${plan.captureAbove}, ${instantToIso(at)}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET name_en = excluded.name_en, name_fr = excluded.name_fr, price_cents = excluded.price_cents,
      currency = excluded.currency, allowance_milli = excluded.allowance_milli, period_unit = excluded.period_unit,
      rollover = excluded.rollover, rollover_max_milli = excluded.rollover_max_milli, trial_days = excluded.trial_days,
      capture_above = excluded.capture_above`
  await tx.planQuota.deleteMany({ where: { planKey: plan.key } })
  await tx.planQuota.createMany({
    data: quotas.map(({ cap, ...quota }) => ({ ...quota, capMilli: cap, planKey: plan.key })),
  })
}

/** Every pack on sale, the smallest first. */
export async function listPacks(tx: Queryable): Promise<Pack[]> {
  const rows = await tx.pack.findMany({
    where: { retiredAt: null },
    orderBy: [{ tokensMilli: 'asc' }, { key: 'asc' }],
  })
  return rows.map(({ createdAt: _, retiredAt: __, tokensMilli, ...pack }) => ({ ...pack, tokens: tokensMilli }))
}

/** Sells the pack no more; says whether it was on sale. What was bought of it stays. */
export async function retirePack(tx: Queryable, key: string, at: Instant): Promise<boolean> {
  const retired = await tx.$executeRaw`
    UPDATE pack SET retired_at = ${instantToIso(at)}::timestamptz WHERE key = ${key} AND retired_at IS NULL`
  return retired === 1
}

/** Keeps two people from each adding a pack that is right only without the other's. */
export async function lockPacks(tx: Queryable): Promise<void> {
  await tx.$executeRaw`LOCK TABLE pack IN SHARE ROW EXCLUSIVE MODE`
}

/** Puts the pack on sale, in the place of the one of its key. */
export async function putPack(tx: Queryable, pack: Pack, at: Instant): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO pack (key, name_en, name_fr, tokens_milli, price_cents, currency, expires_after_days, created_at)
    VALUES (${pack.key}, ${pack.nameEn}, ${pack.nameFr}, ${pack.tokens}, ${pack.priceCents}, ${pack.currency}, ${pack.expiresAfterDays},
      ${instantToIso(at)}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET name_en = excluded.name_en, name_fr = excluded.name_fr, tokens_milli = excluded.tokens_milli,
      price_cents = excluded.price_cents, currency = excluded.currency, expires_after_days = excluded.expires_after_days,
      retired_at = NULL`
}
