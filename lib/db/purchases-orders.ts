import type { Language } from '@/lib/domain/format/locales'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Transition } from '@/lib/domain/purchases/order'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Tax } from '@/lib/domain/purchases/tax'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

type OrderRow = Omit<Order, 'tax'> & {
  taxRule: Tax['rule']
  taxRateBasis: number
  taxCountry: string
}

const COLUMNS = Prisma.sql`
  account_id AS "accountId", id, kind, state, form_key AS "formKey", pack_key AS "packKey", plan_key AS "planKey",
  allowance_id AS "allowanceId", ${asInstant('priced_at')} AS "pricedAt", pay_way AS "payWay", attempts, ${asInstant('attempt_at')} AS "attemptAt",
  attempt_card AS "attemptCard", is_trying AS "isTrying", ${asInstant('try_at')} AS "tryAt", name, tokens_milli AS tokens,
  expiry_days AS "expiryDays", refund_days AS "refundDays", net_cents AS "netCents", tax_cents AS "taxCents", total_cents AS "totalCents",
  currency, tax_rule AS "taxRule", tax_rate_basis AS "taxRateBasis", tax_country AS "taxCountry", language, ${asInstant('pay_by')} AS "payBy",
  session_id AS "sessionId", session_url AS "sessionUrl", payment_id AS "paymentId", actor, ${asInstant('created_at')} AS "createdAt",
  ${asInstant('checked_at')} AS "checkedAt", ${asInstant('settled_at')} AS "settledAt", grant_id AS "grantId", failure`

function toOrder({ taxRule, taxRateBasis, taxCountry, ...order }: OrderRow): Order {
  return { ...order, tax: { rule: taxRule, rateBasis: taxRateBasis, country: taxCountry } }
}

export type NewOrder = Omit<
  Order,
  | 'state'
  | 'checkedAt'
  | 'settledAt'
  | 'grantId'
  | 'failure'
  | 'sessionId'
  | 'sessionUrl'
  | 'paymentId'
  | 'attempts'
  | 'attemptAt'
  | 'attemptCard'
  | 'isTrying'
>

export async function insertOrder(tx: Queryable, order: NewOrder): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "order" (account_id, id, kind, form_key, pack_key, plan_key, allowance_id, priced_at, pay_way, try_at, name, tokens_milli,
      expiry_days, refund_days, net_cents, tax_cents, total_cents, currency, tax_rule, tax_rate_basis, tax_country, language, pay_by, actor,
      created_at)
    VALUES (${order.accountId}::uuid, ${order.id}::uuid, ${order.kind}, ${order.formKey}, ${order.packKey}, ${order.planKey},
      ${order.allowanceId}::uuid, ${isoOrNull(order.pricedAt)}::timestamptz, ${order.payWay}, ${isoOrNull(order.tryAt)}::timestamptz,
      ${order.name}, ${order.tokens}, ${order.expiryDays}, ${order.refundDays}, ${order.netCents}, ${order.taxCents}, ${order.totalCents},
      ${order.currency}, ${order.tax.rule}, ${order.tax.rateBasis}, ${order.tax.country}, ${order.language},
      ${instantToIso(order.payBy)}::timestamptz, ${order.actor}, ${instantToIso(order.createdAt)}::timestamptz)`
}

function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : instantToIso(at)
}

/** Locked until the transaction ends when `forChange`. */
export async function findOrder(
  tx: Queryable,
  { accountId, orderId }: { accountId: string; orderId: string },
  forChange = false,
): Promise<Order | null> {
  const [row] = await tx.$queryRaw<OrderRow[]>`
    SELECT ${COLUMNS} FROM "order" WHERE account_id = ${accountId}::uuid AND id = ${orderId}::uuid
    ${forChange ? Prisma.sql`FOR UPDATE` : Prisma.empty}`
  return row ? toOrder(row) : null
}

/** The order that the form made; null before it has. */
export async function findOrderOfForm(tx: Queryable, accountId: string, formKey: string): Promise<Order | null> {
  const [row] = await tx.$queryRaw<OrderRow[]>`
    SELECT ${COLUMNS} FROM "order" WHERE account_id = ${accountId}::uuid AND form_key = ${formKey}`
  return row ? toOrder(row) : null
}

/** The order that a payment of the provider's paid; null when it paid none. */
export async function findOrderOfPayment(tx: Queryable, paymentId: string): Promise<Order | null> {
  const [row] = await tx.$queryRaw<OrderRow[]>`SELECT ${COLUMNS} FROM "order" WHERE payment_id = ${paymentId} LIMIT 1`
  return row ? toOrder(row) : null
}

/** The account's purchase that is under way, by its people; null when there is none. */
export async function findPendingOrder(tx: Queryable, accountId: string): Promise<Order | null> {
  const [row] = await tx.$queryRaw<OrderRow[]>`
    SELECT ${COLUMNS} FROM "order" WHERE account_id = ${accountId}::uuid AND state = 'pending'
      AND kind IN ('pack', 'amount', 'plan', 'upgrade')`
  return row ? toOrder(row) : null
}

/** The renewal of the account's plan that is under way; null when there is none. */
export async function findPendingRenewal(tx: Queryable, accountId: string): Promise<Order | null> {
  const [row] = await tx.$queryRaw<OrderRow[]>`
    SELECT ${COLUMNS} FROM "order" WHERE account_id = ${accountId}::uuid AND state = 'pending' AND kind = 'renewal'`
  return row ? toOrder(row) : null
}

/** Whether a month's use of the account is still being paid. */
export async function hasPendingBill(tx: Queryable, accountId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "order" WHERE account_id = ${accountId}::uuid AND state = 'pending' AND kind = 'usage'`
  return rows.length > 0
}

/** The language of the account's last order; English before there was one. */
export async function findLastLanguage(tx: Queryable, accountId: string): Promise<Language> {
  const [row] = await tx.$queryRaw<{ language: Language }[]>`
    SELECT language FROM "order" WHERE account_id = ${accountId}::uuid ORDER BY id DESC LIMIT 1`
  return row?.language ?? 'en'
}

/** The newest first, those before the order of the id `before`. */
export async function listOrders(
  tx: Queryable,
  accountId: string,
  before: string | null,
  count: number,
): Promise<Order[]> {
  const earlier = before === null ? Prisma.empty : Prisma.sql`AND id < ${before}::uuid`
  const rows = await tx.$queryRaw<OrderRow[]>`
    SELECT ${COLUMNS} FROM "order" WHERE account_id = ${accountId}::uuid ${earlier} ORDER BY id DESC LIMIT ${count}`
  return rows.map(toOrder)
}

/** Orders of the provider's page under way that were made by then, the oldest first, after a place. */
export async function listPendingOrders(
  tx: Queryable,
  madeBy: Instant,
  after: Place | null,
  count: number,
): Promise<(Place & { accountId: string })[]> {
  const later = after
    ? Prisma.sql`AND (created_at, id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<(Place & { accountId: string })[]>`
    SELECT account_id AS "accountId", id, ${asInstant('created_at')} AS at FROM "order"
    WHERE state = 'pending' AND pay_way = 'page' AND created_at <= ${instantToIso(madeBy)}::timestamptz ${later}
    ORDER BY created_at, id LIMIT ${count}`
}

/** Notes where the order is paid. */
export async function updateOrderSession(
  tx: Queryable,
  { accountId, id }: Pick<Order, 'accountId' | 'id'>,
  session: { sessionId: string; sessionUrl: string | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "order" SET session_id = ${session.sessionId}, session_url = ${session.sessionUrl}
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`
}

/** Notes what became of the order; `grantId` with the first 'done'. */
export async function updateOrderState(
  tx: Queryable,
  { accountId, id }: Pick<Order, 'accountId' | 'id'>,
  { state, paymentId, failure, grantId, sessionUrl }: Transition & Pick<Order, 'grantId' | 'sessionUrl'>,
  at: Instant,
): Promise<void> {
  const now = Prisma.sql`${instantToIso(at)}::timestamptz`
  await tx.$executeRaw`
    UPDATE "order" SET state = ${state}, payment_id = ${paymentId}, failure = ${failure}, grant_id = ${grantId}::uuid,
      session_url = ${sessionUrl}, checked_at = ${now},
      settled_at = CASE WHEN ${state} = 'pending' THEN NULL WHEN state = ${state} THEN settled_at ELSE ${now} END
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`
}
