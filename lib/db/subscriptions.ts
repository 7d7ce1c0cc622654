import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Tokens } from '@/lib/domain/tokens'
import type { Queryable } from './client'

/** What a new account receives. */
export interface WelcomeRule {
  tokens: Tokens
  lastsDays: number
  reason: string
}

/** The welcome rule in force at the instant; null when there is none. */
export async function findWelcomeRule(tx: Queryable, at: Instant): Promise<WelcomeRule | null> {
  const [row] = await tx.$queryRaw<WelcomeRule[]>`
    SELECT tokens_milli AS tokens, lasts_days AS "lastsDays", reason FROM welcome_rule
    WHERE effective_at <= ${instantToIso(at)}::timestamptz ORDER BY effective_at DESC LIMIT 1`
  return row ?? null
}
