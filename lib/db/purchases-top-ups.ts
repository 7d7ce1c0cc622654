import type { Language } from '@/lib/domain/format/locales'
import { DAY, type Instant, instantToIso } from '@/lib/domain/instants'
import type { Block, TopUp } from '@/lib/domain/purchases/top-up-model'
import type { Tokens } from '@/lib/domain/tokens'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** An older pace says nothing of today; one is made every night for each account in use. */
const PACE_AGE_MAX: Instant = 2n * DAY

interface TopUpRow extends Omit<TopUp, 'threshold' | 'paused' | 'blocked'> {
  thresholdTokens: Tokens | null
  thresholdDays: number | null
  language: Language
  pausedAt: Instant | null
  pauseReason: string | null
  blockedBy: Block | null
  blockedUntil: Instant | null
}

/** The account's auto top-up; null before anybody set one. Locked until the transaction ends when `forChange`. */
export async function findTopUp(tx: Queryable, accountId: string, forChange = false): Promise<TopUp | null> {
  const [row] = await tx.$queryRaw<TopUpRow[]>`
    SELECT account_id AS "accountId", "on" AS "isOn", threshold_milli AS "thresholdTokens", threshold_days AS "thresholdDays",
      pack_key AS "packKey", ceiling_cents AS "ceilingCents", language, tax_rate_basis AS "taxRateBasis", actor,
      ${asInstant('changed_at')} AS "changedAt", order_id AS "orderId", failures, ${asInstant('cool_until')} AS "coolUntil",
      ${asInstant('paused_at')} AS "pausedAt", pause_reason AS "pauseReason", blocked_by AS "blockedBy",
      ${asInstant('blocked_until')} AS "blockedUntil"
    FROM top_up WHERE account_id = ${accountId}::uuid ${forChange ? Prisma.sql`FOR UPDATE` : Prisma.empty}`
  return row ? toTopUp(row) : null
}

function toTopUp(row: TopUpRow): TopUp {
  const { thresholdTokens, thresholdDays, pausedAt, pauseReason, blockedBy, blockedUntil, ...rest } = row
  return {
    ...rest,
    threshold: thresholdDays === null ? { tokens: thresholdTokens ?? 0n } : { days: thresholdDays },
    paused: pausedAt !== null && pauseReason !== null ? { at: pausedAt, reason: pauseReason } : null,
    blocked: blockedBy !== null && blockedUntil !== null ? { by: blockedBy, until: blockedUntil } : null,
  }
}

/** Writes the whole rule, in the place of what was there. */
export async function putTopUp(tx: Queryable, topUp: TopUp): Promise<void> {
  const { threshold, paused, blocked } = topUp
  const at = (instant: Instant | null | undefined) => (instant ? instantToIso(instant) : null)
  const tokens = 'tokens' in threshold ? threshold.tokens : null
  const days = 'days' in threshold ? threshold.days : null
  await tx.$executeRaw`
    INSERT INTO top_up (account_id, "on", threshold_milli, threshold_days, pack_key, ceiling_cents, language, tax_rate_basis, actor,
      changed_at, order_id, failures, cool_until, paused_at, pause_reason, blocked_by, blocked_until)
    VALUES (${topUp.accountId}::uuid, ${topUp.isOn}, ${tokens}, ${days}, ${topUp.packKey}, ${topUp.ceilingCents}, ${topUp.language},
      ${topUp.taxRateBasis}, ${topUp.actor}, ${at(topUp.changedAt)}::timestamptz, ${topUp.orderId}::uuid, ${topUp.failures},
      ${at(topUp.coolUntil)}::timestamptz, ${at(paused?.at)}::timestamptz, ${paused?.reason ?? null}, ${blocked?.by ?? null},
      ${at(blocked?.until)}::timestamptz)
    ON CONFLICT (account_id) DO UPDATE SET "on" = excluded."on", threshold_milli = excluded.threshold_milli,
      threshold_days = excluded.threshold_days, pack_key = excluded.pack_key, ceiling_cents = excluded.ceiling_cents,
      language = excluded.language, tax_rate_basis = excluded.tax_rate_basis, actor = excluded.actor, changed_at = excluded.changed_at,
      order_id = excluded.order_id, failures = excluded.failures, cool_until = excluded.cool_until, paused_at = excluded.paused_at,
      pause_reason = excluded.pause_reason, blocked_by = excluded.blocked_by, blocked_until = excluded.blocked_until`
}

/** Keeps what is expected of an auto top-up in step with who buys. */
export async function updateTopUpTax(tx: Queryable, accountId: string, taxRateBasis: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE top_up SET tax_rate_basis = ${taxRateBasis}
    WHERE account_id = ${accountId}::uuid AND tax_rate_basis <> ${taxRateBasis}`
}

/**
 * The accounts whose auto top-up has something to do, after an id: those with a purchase under way, and those that are on, wait for nothing
 * and have too few tokens by the cached balance and the last forecast. Whether it buys is decided under the lock.
 */
export async function listTopUpsToRun(tx: Queryable, now: Instant, after: string, count: number): Promise<string[]> {
  const at = Prisma.sql`${instantToIso(now)}::timestamptz`
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT t.account_id AS id FROM top_up t JOIN account a ON a.id = t.account_id
    WHERE (("on" AND paused_at IS NULL) OR order_id IS NOT NULL) AND t.account_id > ${after}::uuid
      AND (order_id IS NOT NULL OR (coalesce(cool_until, '-infinity') <= ${at} AND coalesce(blocked_until, '-infinity') <= ${at}
        AND a.available < coalesce(threshold_milli, threshold_days * ${paceOf(Prisma.sql`t.account_id`, now)})))
    ORDER BY t.account_id LIMIT ${count}`
  return rows.map(({ id }) => id)
}

/** Thousandths a day by the account's last forecast; null when there is none of these days. */
export async function findPace(tx: Queryable, accountId: string, now: Instant): Promise<Tokens | null> {
  const [row] = await tx.$queryRaw<{ pace: Tokens | null }[]>`
    SELECT ${paceOf(Prisma.sql`${accountId}::uuid`, now)} AS pace`
  return row?.pace ?? null
}

function paceOf(account: Prisma.Sql, now: Instant): Prisma.Sql {
  return Prisma.sql`
    (SELECT (f.shown -> 'tokensPerDay' ->> 'whole')::bigint FROM forecast f
      WHERE f.account_id = ${account} AND f.shown IS NOT NULL AND f.made_at <= ${instantToIso(now)}::timestamptz
        AND f.made_at > ${instantToIso(now - PACE_AGE_MAX)}::timestamptz
      ORDER BY f.made_at DESC LIMIT 1)`
}
