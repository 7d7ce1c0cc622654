import type { Quota } from '@/lib/domain/quotas/model'
import { tokensToDecimal } from '@/lib/domain/tokens'

/** A limit for the audit log, which is JSON and knows no bigint. */
export function limitInText({ cap, ...quota }: Quota): Record<string, unknown> {
  return { ...quota, cap: tokensToDecimal(cap) }
}
