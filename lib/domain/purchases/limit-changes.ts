import { type PlanQuota, QUOTA_UNITS } from '../catalogue/plans'

/** A limit of two plans: null where one of them has none of the kind. */
export interface LimitChange {
  readonly before: PlanQuota | null
  readonly after: PlanQuota | null
}

/** The limits of one plan beside those of another, the shortest window first; of the same window, kind and measure they are one line. */
export function limitChanges(before: readonly PlanQuota[], after: readonly PlanQuota[]): LimitChange[] {
  const shapes = new Map([...before, ...after].map((quota) => [shapeOf(quota), quota]))
  return [...shapes]
    .sort(([, a], [, b]) => QUOTA_UNITS.indexOf(a.unit) - QUOTA_UNITS.indexOf(b.unit))
    .flatMap(([shape]) => {
      const [old, coming] = [before, after].map((quotas) => quotas.filter((quota) => shapeOf(quota) === shape))
      const lines = Math.max(old?.length ?? 0, coming?.length ?? 0)
      return Array.from({ length: lines }, (_, i) => ({ before: old?.[i] ?? null, after: coming?.[i] ?? null }))
    })
}

function shapeOf({ unit, kind, measure }: PlanQuota): string {
  return `${unit} ${kind} ${measure}`
}
