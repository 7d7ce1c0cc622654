import type { Tamper } from './tampers'

/** Damage done to refunds, disputes and documents; `$names` stand for the ids of `lib/testing/told-money.ts` and of the ledger around it. */
export const MONEY_TAMPERS: readonly Tamper[] = [
  [
    12,
    "UPDATE refund SET tokens_milli = tokens_milli + 1 WHERE id = '$pendingRefund'",
    ['account $pendingAccount', 'refund $pendingRefund'],
  ],
  [
    12,
    "DELETE FROM refund WHERE id = '$pendingRefund'",
    ['account $pendingAccount', 'grant $pendingGrant', 'transaction 4'],
  ],
  [
    16,
    "UPDATE refund SET net_cents = 1451, total_cents = tax_cents + 1451 WHERE id = '$refund'",
    ['order $refundOrder', 'refund $refund'],
  ],
  [
    16,
    "UPDATE refund SET tax_cents = 291, total_cents = net_cents + 291 WHERE id = '$refund'",
    ['order $refundOrder', 'refund $refund'],
  ],
  [16, "UPDATE refund SET tokens_milli = tokens_milli + 1 WHERE id = '$refund'", 'order $refundOrder'],
  [
    16,
    'UPDATE "grant" SET refunded = refunded - 1, spent = spent + 1 WHERE id = \'$refundGrant\'',
    'order $refundOrder',
  ],
  [16, "DELETE FROM refund WHERE id = '$refund'", ['document $note', 'grant $refundGrant']],
  [16, "UPDATE refund SET state = 'failed' WHERE id = '$refund'", ['document $note', 'grant $refundGrant']],
  [16, "UPDATE refund SET back_grant_id = '$paid' WHERE id = '$undone'", 'refund $undone'],
  [16, "UPDATE dispute SET debt_milli = debt_milli + 1 WHERE id = '$lostDispute'", 'dispute $lostDispute'],
  [16, "UPDATE dispute SET back_grant_id = NULL WHERE id = '$wonDispute'", 'dispute $wonDispute'],
  [16, "UPDATE dispute SET state = 'won' WHERE id = '$lostDispute'", 'dispute $lostDispute'],
  [16, "DELETE FROM document WHERE number = '$lastReceipt'", ['document $lastLeft', 'order $lastReceiptOrder']],
  [16, "DELETE FROM document WHERE number = '$firstReceipt'", ['document $secondReceipt', 'order $order']],
  [16, "DELETE FROM document WHERE number = '$lostNote'", ['dispute $lostDispute', 'document $noteBefore']],
  [
    16,
    "UPDATE document SET total_cents = total_cents + 1, net_cents = net_cents + 1 WHERE number = '$note'",
    'refund $refund',
  ],
  [16, "UPDATE document_counter SET last = last + 1 WHERE kind = 'receipt'", 'document $lastReceipt'],
  [
    16,
    "UPDATE document SET order_id = '$added' WHERE number = '$firstReceipt'",
    ['document $firstReceipt', 'order $order'],
  ],
]
