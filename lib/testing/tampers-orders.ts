import type { Tamper } from './tampers'

/** Damage done to orders and what they brought; `$names` stand for the ids of `lib/testing/told-orders.ts` and of the ledger around it. */
export const ORDER_TAMPERS: readonly Tamper[] = [
  [15, 'DELETE FROM "order" WHERE id = \'$order\'', 'grant $orderGrant'],
  [15, "UPDATE \"order\" SET state = 'canceled', grant_id = NULL WHERE id = '$order'", 'grant $orderGrant'],
  [15, "UPDATE \"order\" SET grant_id = '$added' WHERE id = '$order'", ['grant $orderGrant', 'order $order']],
  [15, 'UPDATE "order" SET tokens_milli = tokens_milli + 1 WHERE id = \'$order\'', 'order $order'],
  [15, 'UPDATE "order" SET net_cents = net_cents - 1, tax_cents = tax_cents + 1 WHERE id = \'$order\'', 'order $order'],
  [15, 'DELETE FROM "grant" WHERE id = \'$orderGrant\'', 'order $order'],
  [15, "UPDATE \"grant\" SET source = 'promo' WHERE id = '$orderGrant'", 'order $order'],
  [15, 'UPDATE "grant" SET cost_cents = 0 WHERE id = \'$orderGrant\'', 'order $order'],
]
