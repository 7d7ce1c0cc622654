import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Tokens } from '@/lib/domain/tokens'
import type { Queryable } from './client'
import { asInstant } from './instants'

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

/** A subscription as it is stored: its allowance is in the account's book. */
export interface SubscriptionRow {
  id: string
  planKey: string
  allowanceId: string
  startsAt: Instant
  endsAt: Instant | null
}

/** Those that are not over: the running one, and one that is still to begin. */
export async function listSubscriptions(tx: Queryable, accountId: string, at: Instant): Promise<SubscriptionRow[]> {
  return tx.$queryRaw<SubscriptionRow[]>`
    SELECT id, plan_key AS "planKey", allowance_id AS "allowanceId", ${asInstant('starts_at')} AS "startsAt", ${asInstant('ends_at')} AS "endsAt"
    FROM subscription
    WHERE account_id = ${accountId}::uuid AND (ends_at IS NULL OR (ends_at > ${instantToIso(at)}::timestamptz AND ends_at > starts_at))
    ORDER BY starts_at`
}

export async function insertSubscription(
  tx: Queryable,
  accountId: string,
  subscription: SubscriptionRow & { createdAt: Instant; actor: string; reason: string },
): Promise<void> {
  const { id, planKey, allowanceId, startsAt, createdAt, actor, reason } = subscription
  await tx.$executeRaw`
    INSERT INTO subscription (account_id, id, plan_key, allowance_id, starts_at, created_at, actor, reason)
    VALUES (${accountId}::uuid, ${id}::uuid, ${planKey}, ${allowanceId}::uuid, ${instantToIso(startsAt)}::timestamptz,
      ${instantToIso(createdAt)}::timestamptz, ${actor}, ${reason})`
}

/** Says when the subscription ends; null that it goes on. One that ends when it begins was withdrawn. */
export async function setSubscriptionEnd(
  tx: Queryable,
  accountId: string,
  id: string,
  endsAt: Instant | null,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE subscription SET ends_at = ${endsAt === null ? null : instantToIso(endsAt)}::timestamptz
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`
}
