import { type Instant, SECOND } from '@/lib/domain/instants'
import type { PlannedDelivery, SandboxSwitches } from '@/lib/domain/purchases/sandbox-store'

/** When an event of now is sent to the webhook, and how often, as the switches have it. */
export function planDeliveries(now: Instant, switches: SandboxSwitches): PlannedDelivery[] {
  const { delaySeconds, copies, reorderSeconds, drop } = switches
  const span = BigInt(reorderSeconds) * SECOND
  // All events of a span become due at one instant, its end, where the newest goes first.
  const from = span === 0n ? now : (now / span + 1n) * span
  const dueAt = from + BigInt(delaySeconds) * SECOND
  const delivery = { dueAt, isReversed: span > 0n, isDropped: drop > 0 }
  return Array.from({ length: Math.max(copies, 1) }, () => delivery)
}
