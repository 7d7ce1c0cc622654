import type { Tamper } from './tampers'

/** Damage done to holds and totals; `$names` stand for the ids of `lib/testing/told-holds.ts` and of the ledger around it. */
export const HOLD_TAMPERS: readonly Tamper[] = [
  [12, 'UPDATE "grant" SET held = held + 1, available = available - 1 WHERE id = \'$long\'', 'grant $long'],
  [12, "UPDATE account SET held = held + 1 WHERE id = '$holder'", 'account $holder'],
  [12, "UPDATE hold SET amount = amount + 1 WHERE id = '$open'", ['account $holder', 'hold $open']],
  [
    12,
    "UPDATE ledger_entry SET grant_id = '$short' WHERE account_id = '$holder' AND seq = $openSeq",
    ['grant $long', 'grant $short'],
  ],
  [
    12,
    "UPDATE hold SET state = 'released', returned = amount, return_seq = 1, resolved_at = created_at WHERE id = '$open'",
    ['account $holder', 'grant $long', 'hold $open'],
  ],
  [
    12,
    "UPDATE hold SET state = 'open', returned = 0, return_seq = NULL, resolved_at = NULL WHERE id = '$released'",
    ['account $holder', 'grant $long', 'transaction $releasedSeq'],
  ],
  [12, "UPDATE hold SET captured = captured - 1, returned = returned + 1 WHERE id = '$captured'", 'hold $captured'],
  [
    12,
    "ALTER TABLE hold DROP CONSTRAINT hold_resolves_whole; UPDATE hold SET returned = returned - 1 WHERE id = '$released'",
    'hold $released',
  ],
  [
    12,
    "ALTER TABLE hold DROP CONSTRAINT hold_resolves_whole; UPDATE hold SET resolved_at = NULL WHERE id = '$captured'",
    'hold $captured',
  ],
  [12, "UPDATE hold SET charge_id = NULL WHERE id = '$captured'", 'hold $captured'],
  [12, "UPDATE hold SET charge_id = NULL WHERE id = '$failed'", 'hold $failed'],
  [
    12,
    "ALTER TABLE hold DROP CONSTRAINT hold_moves_with_transactions; UPDATE hold SET charge_id = '$chat' WHERE id = '$released'",
    'hold $released',
  ],
  [12, "UPDATE charge SET key = 'another' WHERE id = '$capturedCharge'", 'hold $captured'],
  [12, "UPDATE charge SET tokens = tokens - 1 WHERE id = '$capturedCharge'", 'hold $captured'],
  [12, "UPDATE hold SET capture_seq = NULL WHERE id = '$captured'", ['hold $captured', 'transaction $capturedSeq']],
  [12, "DELETE FROM hold WHERE id = '$released'", ['transaction $releasedHoldSeq', 'transaction $releasedSeq']],
  [
    12,
    'INSERT INTO hold SELECT (h).* FROM (SELECT jsonb_populate_record(h, \'{"id": "$added"}\') AS h FROM hold h WHERE id = \'$released\') AS copied',
    ['transaction $releasedHoldSeq', 'transaction $releasedSeq'],
  ],
  [
    12,
    "UPDATE ledger_entry SET grant_id = '$short' WHERE account_id = '$holder' AND seq = $releasedSeq",
    'hold $released',
  ],
  [
    12,
    "UPDATE ledger_transaction SET kind = 'adjustment' WHERE account_id = '$holder' AND seq = $returnedSeq",
    'hold $captured',
  ],
  [
    12,
    "UPDATE ledger_entry SET from_bucket = 'held' WHERE account_id = '$steady' AND seq = $chatSeq",
    'transaction $chatSeq',
  ],
  [12, "UPDATE hold SET resolved_at = expires_at - interval '1 second' WHERE id = '$ranOut'", 'hold $ranOut'],
  [12, "UPDATE hold SET resolved_at = expires_at + interval '1 second' WHERE id = '$captured'", 'hold $captured'],
  [12, "UPDATE hold SET expires_at = created_at + interval '1 second' WHERE id = '$open'", 'hold $open'],
  [22, "UPDATE account SET available = available + 1 WHERE id = '$steady'", 'account $steady'],
  [22, "UPDATE account SET held = held - 1 WHERE id = '$holder'", 'account $holder'],
  [22, "UPDATE account SET debt = 1 WHERE id = '$steady'", 'account $steady'],
  [22, "UPDATE account SET version = version - 1 WHERE id = '$steady'", 'account $steady'],
  [
    22,
    "UPDATE ledger_transaction SET available_after = available_after + 1 WHERE account_id = '$steady' AND seq = $lastSeq",
    'account $steady',
  ],
  [22, 'UPDATE "grant" SET available = available - 1, spent = spent + 1 WHERE id = \'$paid\'', 'account $steady'],
  [22, 'UPDATE "grant" SET held = held - 1, spent = spent + 1 WHERE id = \'$long\'', 'account $holder'],
  [22, 'DELETE FROM "grant" WHERE id = \'$paid\'', 'account $steady'],
  [
    22,
    "UPDATE \"grant\" SET period_n = NULL, expires_at = effective_at + interval '1 second' WHERE id = '$period3'",
    'account $subscribed',
  ],
]
