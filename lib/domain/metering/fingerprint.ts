import { tokensToDecimal } from '../tokens'
import type { UsageEvent } from './model'

/**
 * What an event says, in one text that does not depend on the order of its fields or the spelling of its numbers. Two events under
 * one key are the same event when these agree. The API key is left out: a rotated key may repeat what the old one sent.
 */
export function canonicalUsage(event: Omit<UsageEvent, 'fingerprint' | 'apiKeyId'>): string {
  return JSON.stringify([
    event.accountId,
    event.source,
    event.key,
    event.actionKey,
    Object.entries(event.quantities)
      .map(([quantityClass, unitsMilli]) => [quantityClass, tokensToDecimal(unitsMilli)])
      .sort(byName),
    event.occurredAt.toString(),
    event.mode,
    event.status,
    event.memberId,
    Object.entries(event.tags).sort(byName),
  ])
}

function byName([a = '']: readonly string[], [b = '']: readonly string[]): number {
  return a < b ? -1 : 1
}
