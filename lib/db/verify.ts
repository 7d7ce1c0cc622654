import type { Instant } from '@/lib/domain/instants'
import {
  type Counted,
  type Invariant,
  OFFENCES_MAX,
  type Offence,
  type PricedCharge,
} from '@/lib/domain/oversight/verification'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { grantChecks } from './verify-grants'
import { holdChecks } from './verify-holds'
import { moneyChecks } from './verify-money'
import { periodChecks } from './verify-periods'
import type { VerifyScope } from './verify-scope'
import { transactionChecks } from './verify-transactions'
import { usageChecks } from './verify-usage'

/** Those that are one statement. */
export type StatementInvariant = Exclude<Invariant, 18 | 22>

/** The others are computed by pure rules, from what `listPricedCharges` and `listBooksWithTotals` page through. */
const STATEMENTS: Readonly<Record<StatementInvariant, (scope: VerifyScope) => Prisma.Sql>> = {
  ...grantChecks,
  ...holdChecks,
  ...moneyChecks,
  ...periodChecks,
  ...transactionChecks,
  ...usageChecks,
}

/** Lets the transaction's statements read whole tables: no time limit, memory for sorts; nothing can be written from here on. */
export async function prepareForWholeTables(tx: Queryable): Promise<void> {
  await tx.$executeRaw`SET TRANSACTION READ ONLY`
  await tx.$executeRaw`SET LOCAL statement_timeout = 0`
  await tx.$executeRaw`SET LOCAL work_mem = '128MB'`
  // What is read whole is joined whole: on young tables without statistics the planner takes thousands of rows for one, and loops over them.
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`
}

/** The rows that break the invariant, one more than OFFENCES_MAX at most. */
export async function listOffences(
  tx: Queryable,
  invariant: StatementInvariant,
  accountId: string | null,
  now: Instant,
): Promise<Offence[]> {
  const statement = STATEMENTS[invariant]({ accountId, now })
  return tx.$queryRaw<Offence[]>`
    SELECT account_id AS "accountId", "row", string_agg(expected, '; ') AS expected, string_agg(found, '; ') AS found
    FROM (${statement}) AS offence(account_id, "row", expected, found)
    GROUP BY account_id, "row" ORDER BY account_id, "row" LIMIT ${OFFENCES_MAX + 1}`
}

/** How many rows there are to be examined. */
export async function countExamined(tx: Queryable, accountId: string | null): Promise<Record<Counted, bigint>> {
  const of = (table: string) =>
    Prisma.sql`(SELECT count(*) FROM ${Prisma.raw(table)} WHERE ${accountId === null ? Prisma.sql`TRUE` : Prisma.sql`account_id = ${accountId}::uuid`})`
  const [counts] = await tx.$queryRaw<Record<Counted, bigint>[]>`
    SELECT (SELECT count(*) FROM account WHERE ${accountId === null ? Prisma.sql`TRUE` : Prisma.sql`id = ${accountId}::uuid`}) AS accounts,
      ${of('"grant"')} AS grants, ${of('ledger_transaction')} AS transactions, ${of('ledger_entry')} AS entries,
      ${of('idempotency_key')} AS keys, ${of('allowance')} AS allowances, ${of('hold')} AS holds,
      ${of('document')} AS documents, ${of('charge')} AS charges, ${of('usage_bucket')} AS buckets`
  if (!counts) throw new Error('The database did not count.')
  return counts
}

/** A page of charges in the order of their keys, after the given one. */
export async function listPricedCharges(
  tx: Queryable,
  accountId: string | null,
  after: PricedCharge | undefined,
  count: number,
): Promise<PricedCharge[]> {
  const conditions = [
    accountId === null ? Prisma.sql`TRUE` : Prisma.sql`account_id = ${accountId}::uuid`,
    after ? Prisma.sql`(account_id, id) > (${after.accountId}::uuid, ${after.id}::uuid)` : Prisma.sql`TRUE`,
  ]
  return tx.$queryRaw<PricedCharge[]>`
    SELECT account_id AS "accountId", id, status, action_key AS "actionKey", rate_card_version AS "rateCardVersion", quantities, tokens
    FROM charge WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY account_id, id LIMIT ${count}`
}
