import { Prisma } from './generated/client'
import { inTokens, inUtc, type VerifyScope, within } from './verify-scope'

/** Each statement returns (account, row, expected, found) of the rollups and charges that break the invariant. */
export const usageChecks = { 19: rollups, 20: apart }

const BUCKET_KEY = Prisma.raw('account_id, bucket_at, action_key, api_key_id, member_id')
const BUCKET_OF_CHARGE = Prisma.raw(
  `c.account_id, date_bin('15 minutes', c.occurred_at, 'epoch') AS bucket_at, c.action_key, c.api_key_id, c.member_id`,
)

function rollups(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT account_id, ${bucketName('bucket_at')},
      coalesce(format('%s tokens, %s charges, %s failures', ${inTokens('counted.tokens')}, counted.charges, counted.failures), 'no bucket'),
      coalesce(format('%s tokens, %s charges, %s failures', ${inTokens('stored.tokens')}, stored.charges, stored.failures), 'no bucket')
    FROM (
      SELECT ${BUCKET_OF_CHARGE}, sum(c.tokens) AS tokens, count(*) FILTER (WHERE c.status = 'charged') AS charges,
        count(*) FILTER (WHERE c.status = 'failed') AS failures
      FROM charge c WHERE ${within(scope, 'c.account_id')} GROUP BY 1, 2, 3, 4, 5) counted
    FULL JOIN (SELECT * FROM usage_bucket u WHERE ${within(scope, 'u.account_id')}) stored USING (${BUCKET_KEY})
    WHERE counted.tokens IS DISTINCT FROM stored.tokens OR counted.charges <> stored.charges OR counted.failures <> stored.failures
    UNION ALL
    SELECT account_id, ${bucketName('bucket_at')}, coalesce(class || ' ' || trim_scale(counted.units), 'no ' || class),
      coalesce(class || ' ' || trim_scale(stored.units), 'no ' || class)
    FROM (
      SELECT ${BUCKET_OF_CHARGE}, q.class, sum(q.units) AS units
      FROM charge c CROSS JOIN LATERAL ${unitsOf('c.quantities')} q
      WHERE c.status = 'charged' AND ${within(scope, 'c.account_id')} GROUP BY 1, 2, 3, 4, 5, 6) counted
    FULL JOIN (
      SELECT u.*, q.class, q.units FROM usage_bucket u CROSS JOIN LATERAL ${unitsOf('u.quantities')} q
      WHERE ${within(scope, 'u.account_id')}) stored USING (${BUCKET_KEY}, class)
    WHERE counted.units IS DISTINCT FROM stored.units`
}

function bucketName(at: string): Prisma.Sql {
  return Prisma.sql`format('usage bucket %s %s, key %s, member %s', ${inUtc(at)}, action_key, api_key_id, member_id)`
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
    SELECT u.account_id, ${bucketName('u.bucket_at')},
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
