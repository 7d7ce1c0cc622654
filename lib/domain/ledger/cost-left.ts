import type { Grant } from './model'

/** What the available tokens have cost, each at its own grant's price, in minor units; rounded down per grant. */
export function costCentsLeft(grants: Iterable<Grant>): bigint {
  return [...grants].reduce((sum, { costCents, available, amount }) => sum + (costCents * available) / amount, 0n)
}
