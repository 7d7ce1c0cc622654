import type { OutboxEventRow } from '@/lib/db/audit'
import type { WrittenLetter } from '../access/post-letter'
import type { Work } from '../define'
import { tellBudgetCrossed } from './tell-budget-crossed'
import { tellOrderUnpaid } from './tell-order-unpaid'
import { tellOrderMismatch, tellPaymentUnmatched } from './tell-payment-trouble'
import { tellDispute, tellOrderDone, tellRefund } from './tell-purchase'
import { tellTopUpBlocked, tellTopUpDeclined, tellTopUpDone, tellTopUpPaused } from './tell-top-up'

/** What is done about an event, in the transaction that marks it as delivered. Returns the letters to be posted after the commit. */
type EventHandler = (event: OutboxEventRow, work: Work) => Promise<WrittenLetter[]>

/** One for each event by name. An event without one waits, and its delivery fails until there is one. */
export const EVENT_HANDLERS: Readonly<Record<string, EventHandler>> = {
  'budget.crossed': tellBudgetCrossed,
  'order.mismatch': tellOrderMismatch,
  'order.unpaid': tellOrderUnpaid,
  'payment.unmatched': tellPaymentUnmatched,
  'order.done': tellOrderDone,
  'refund.done': tellRefund,
  'refund.failed': tellRefund,
  'refund.undone': tellRefund,
  'dispute.open': tellDispute,
  'dispute.won': tellDispute,
  'dispute.lost': tellDispute,
  'top-up.done': tellTopUpDone,
  'top-up.declined': tellTopUpDeclined,
  'top-up.paused': tellTopUpPaused,
  'top-up.blocked': tellTopUpBlocked,
  // Half of what is found is nothing: it stands on the home page, and nobody gets a letter about it whom we cannot ask first.
  'usage.unusual': async () => [],
}
