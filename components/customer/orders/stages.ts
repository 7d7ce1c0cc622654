import type { IconName } from '@/components/ui/icon'
import type { Instant } from '@/lib/domain/instants'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { OrderAftermath } from '@/lib/domain/purchases/refund-model'

/** How an order stands, as its buyer sees it. */
export type Stage =
  | ('preparing' | 'waiting' | 'checking' | 'retry' | 'paidAhead' | 'undelivered')
  | Exclude<Order['state'], 'pending'>
  | Aftermath
type Aftermath = 'refunding' | 'refunded' | 'partlyRefunded' | 'refundUndone' | 'disputed' | 'disputeLost'

export const STAGE_LOOKS: Readonly<Record<Stage, { icon: IconName; tone: string }>> = {
  preparing: { icon: 'dots', tone: 'text-ink-3' },
  waiting: { icon: 'clock', tone: 'text-info' },
  checking: { icon: 'dots', tone: 'text-info' },
  retry: { icon: 'clock', tone: 'text-warn' },
  done: { icon: 'check', tone: 'text-ok' },
  paidAhead: { icon: 'check', tone: 'text-ok' },
  undelivered: { icon: 'triangle', tone: 'text-warn' },
  failed: { icon: 'square', tone: 'text-danger' },
  canceled: { icon: 'dash', tone: 'text-ink-3' },
  mismatch: { icon: 'triangle', tone: 'text-warn' },
  refunding: { icon: 'dots', tone: 'text-info' },
  refunded: { icon: 'check', tone: 'text-ok' },
  partlyRefunded: { icon: 'check', tone: 'text-ok' },
  refundUndone: { icon: 'triangle', tone: 'text-warn' },
  disputed: { icon: 'triangle', tone: 'text-danger' },
  disputeLost: { icon: 'square', tone: 'text-danger' },
}

/** `aftermath` is what became of it since it was paid, until `now`. */
export function stageOf(order: Order, aftermath: OrderAftermath, now: Instant): Stage {
  return aftermathOf(aftermath, order.tokens) ?? stageBefore(order, now)
}

function stageBefore(order: Order, now: Instant): Stage {
  const { state, payWay, isTrying, tryAt, attempts, sessionId, sessionUrl } = order
  if (state !== 'pending') return stageEnded(order, now)
  if (payWay === 'saved-card') return attempts > 0 && !isTrying && tryAt !== null ? 'retry' : 'checking'
  if (sessionId === null) return 'preparing'
  return sessionUrl === null ? 'checking' : 'waiting'
}

/** A renewal is paid before its period begins; what was paid too late is no longer to be had. */
function stageEnded({ state, kind, pricedAt, failure }: Order, now: Instant): Stage {
  if (state === 'done' && kind === 'renewal' && pricedAt !== null && pricedAt > now) return 'paidAhead'
  if (state === 'mismatch' && failure === 'not-to-be-had') return 'undelivered'
  return state === 'pending' ? 'checking' : state
}

/** Null while nothing did. */
function aftermathOf({ refunds, disputes }: OrderAftermath, bought: bigint): Aftermath | null {
  if (disputes.some(({ state }) => state === 'open')) return 'disputed'
  if (disputes.some(({ state }) => state === 'lost')) return 'disputeLost'
  const refund = refunds.find(({ state }) => state !== 'failed')
  if (!refund) return null
  if (refund.state === 'pending') return 'refunding'
  if (refund.state === 'undone') return 'refundUndone'
  return refund.tokens === bought ? 'refunded' : 'partlyRefunded'
}
