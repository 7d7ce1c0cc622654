import type { IconName } from '@/components/ui/icon'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { OrderAftermath } from '@/lib/domain/purchases/refund-model'

/** How an order stands, as its buyer sees it. */
export type Stage = 'preparing' | 'waiting' | 'checking' | 'retry' | Exclude<Order['state'], 'pending'> | Aftermath
type Aftermath = 'refunding' | 'refunded' | 'partlyRefunded' | 'refundUndone' | 'disputed' | 'disputeLost'

export const STAGE_LOOKS: Readonly<Record<Stage, { icon: IconName; tone: string }>> = {
  preparing: { icon: 'dots', tone: 'text-ink-3' },
  waiting: { icon: 'clock', tone: 'text-info' },
  checking: { icon: 'dots', tone: 'text-info' },
  retry: { icon: 'clock', tone: 'text-warn' },
  done: { icon: 'check', tone: 'text-ok' },
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

/** `aftermath` is what became of it since it was paid. */
export function stageOf(order: Order, aftermath: OrderAftermath): Stage {
  return aftermathOf(aftermath, order.tokens) ?? stageBefore(order)
}

function stageBefore({ state, payWay, isTrying, tryAt, attempts, sessionId, sessionUrl }: Order): Stage {
  if (state !== 'pending') return state
  if (payWay === 'saved-card') return attempts > 0 && !isTrying && tryAt !== null ? 'retry' : 'checking'
  if (sessionId === null) return 'preparing'
  return sessionUrl === null ? 'checking' : 'waiting'
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
