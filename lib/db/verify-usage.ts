import { Prisma } from './generated/client'
import { inTokens, inUtc, type VerifyScope, within } from './verify-scope'

/** Each statement returns (account, row, expected, found) of the rollups and charges that break the invariant. */
export const usageChecks = { 19: rollups, 20: apart }

function rollups(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    WITH counted AS (
      SELECT c.account_id, date_bin('15 minutes', c.occurred_at, 'epoch') AS bucket_at, c.action_key, c.api_key_id, c.member_id,
        sum(c.tokens) AS tokens, count(*) FILTER (WHERE c.status = 'charged') AS charges, count(*) FILTER (WHERE c.status = 'failed') AS failures
      FROM charge c WHERE ${within(scope, 'c.account_id')} GROUP BY 1, 2, 3, 4, 5
    ), units AS (
      SELECT account_id, bucket_at, action_key, api_key_id, member_id, string_agg(class || ' ' || trim_scale(units), ', ' ORDER BY class) AS units
      FROM (
        SELECT c.account_id, date_bin('15 minutes', c.occurred_at, 'epoch') AS bucket_at, c.action_key, c.api_key_id, c.member_id, q.class, sum(q.units) AS units
        FROM charge c CROSS JOIN LATERAL ${unitsOf('c.quantities')} q
        WHERE c.status = 'charged' AND ${within(scope, 'c.account_id')} GROUP BY 1, 2, 3, 4, 5, 6) u
      GROUP BY 1, 2, 3, 4, 5
    ), stored AS (
      SELECT u.*, (SELECT string_agg(q.class || ' ' || trim_scale(q.units), ', ' ORDER BY q.class) FROM ${unitsOf('u.quantities')} q) AS units
      FROM usage_bucket u WHERE ${within(scope, 'u.account_id')}
    )
    SELECT account_id, format('usage bucket %s %s, key %s, member %s', ${inUtc('bucket_at')}, action_key, api_key_id, member_id),
      coalesce(format('%s tokens, %s charges, %s failures, units: %s', ${inTokens('counted.tokens')}, counted.charges, counted.failures, units.units), 'no bucket'),
      coalesce(format('%s tokens, %s charges, %s failures, units: %s', ${inTokens('stored.tokens')}, stored.charges, stored.failures, stored.units), 'none')
    FROM counted
    LEFT JOIN units USING (account_id, bucket_at, action_key, api_key_id, member_id)
    FULL JOIN stored USING (account_id, bucket_at, action_key, api_key_id, member_id)
    WHERE (counted.tokens, counted.charges, counted.failures, units.units) IS DISTINCT FROM (stored.tokens, stored.charges, stored.failures, stored.units)`
}

/** The classes and units of a quantities column, whatever state it is in: what cannot be read is null. */
function unitsOf(column: string): Prisma.Sql {
  return Prisma.raw(`(
    SELECT key AS class, CASE WHEN value ~ '^[0-9]{1,30}([.][0-9]{1,3})?$' THEN value::numeric END AS units
    FROM jsonb_each_text(CASE jsonb_typeof(${column}) WHEN 'object' THEN ${column} ELSE '{}' END))`)
}

function apart(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT c.account_id, 'charge ' || c.id, 'an API key of its own account', format('key %s of account %s', k.id, k.account_id)
    FROM api_key k JOIN charge c ON c.api_key_id = k.id AND c.account_id <> k.account_id WHERE ${within(scope, 'c.account_id')}
    UNION ALL
    SELECT u.account_id, format('usage bucket %s %s, key %s, member %s', ${inUtc('u.bucket_at')}, u.action_key, u.api_key_id, u.member_id),
      'an API key of its own account', format('key %s of account %s', k.id, k.account_id)
    FROM api_key k JOIN usage_bucket u ON u.api_key_id = k.id AND u.account_id <> k.account_id WHERE ${within(scope, 'u.account_id')}
    UNION ALL
    SELECT g.account_id, 'grant ' || g.id, 'an origin in its own account', format('grant %s of account %s', o.id, o.account_id)
    FROM "grant" g JOIN "grant" o ON o.id = g.origin_grant_id AND o.account_id <> g.account_id WHERE ${within(scope, 'g.account_id')}
    UNION ALL
    SELECT e.account_id, 'transaction ' || e.seq, 'grants of its own account', format('grant %s of account %s', o.id, o.account_id)
    FROM ledger_entry e
    LEFT JOIN "grant" g ON g.account_id = e.account_id AND g.id = e.grant_id
    JOIN "grant" o ON o.id = e.grant_id AND o.account_id <> e.account_id
    WHERE e.grant_id IS NOT NULL AND g.id IS NULL AND ${within(scope, 'e.account_id')}`
}
