import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'

export interface TrialMark {
  readonly kind: 'email' | 'card' | 'user'
  /** A hash. */
  readonly mark: string
}

/** Keeps the marks of a person who has a trial; says whether they were new, all of them. Two trials at once: one of them waits, and sees the other's. */
export async function insertTrialMarks(
  tx: Queryable,
  marks: readonly TrialMark[],
  { accountId, planKey, at }: { accountId: string; planKey: string; at: Instant },
): Promise<boolean> {
  let added = 0
  // In one order, so that two that share marks never wait for each other.
  for (const { kind, mark } of [...marks].sort((a, b) => (a.kind < b.kind ? -1 : 1))) {
    added += await tx.$executeRaw`
      INSERT INTO trial_mark (kind, mark, account_id, plan_key, used_at)
      VALUES (${kind}, ${mark}, ${accountId}::uuid, ${planKey}, ${instantToIso(at)}::timestamptz) ON CONFLICT DO NOTHING`
  }
  return added === marks.length
}

/** Which of the marks are there already. */
export async function listTrialMarks(tx: Queryable, marks: readonly TrialMark[]): Promise<TrialMark[]> {
  const found = await Promise.all(
    marks.map((mark) => tx.trialMark.findUnique({ where: { kind_mark: mark }, select: { kind: true, mark: true } })),
  )
  return marks.filter((_, i) => found[i] !== null)
}
