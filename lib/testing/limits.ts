import { NIL_ID } from '@/lib/domain/ledger/model'
import type { Limit, Quota, Weight } from '@/lib/domain/quotas/model'

/** 10,000 tokens each hour for the whole account, which stops, unless overridden. */
export function quotaOf(overrides: Partial<Quota> = {}): Quota {
  return {
    key: 'account:hour',
    name: 'hour',
    origin: 'plan',
    scope: 'account',
    scopeId: NIL_ID,
    measure: 'tokens',
    unit: 'hour',
    kind: 'fixed',
    cap: 10_000_000n,
    policy: 'stop',
    slowPerMinute: 60,
    reasonEn: 'So that everybody is served.',
    reasonFr: 'Pour que chacun soit servi.',
    ...overrides,
  }
}

/** A limit that has counted nothing yet. */
export function limitOf(overrides: Partial<Quota> = {}): Limit {
  return { quota: quotaOf(overrides), window: null }
}

/** One operation of this many thousandths of a token, free of cost, by nobody known, unless overridden. */
export function weightOf(tokens: bigint, overrides: Partial<Weight> = {}): Weight {
  return { tokens, operations: 1000n, money: 0n, apiKeyId: NIL_ID, memberId: NIL_ID, ...overrides }
}
