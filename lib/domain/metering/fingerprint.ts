import { tokensToDecimal } from '../tokens'
import type { CaptureRequest, HoldRequest, UsageEvent } from './model'

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
    unitsByName(event.quantities),
    event.occurredAt.toString(),
    event.mode,
    event.status,
    event.memberId,
    Object.entries(event.tags).sort(byName),
  ])
}

/** The same for what a hold asks. The usual charge is left out: it may be another when the request is repeated. */
export function canonicalHold(hold: Omit<HoldRequest, 'fingerprint' | 'apiKeyId'>): string {
  return JSON.stringify([
    'hold',
    hold.accountId,
    hold.source,
    hold.key,
    hold.actionKey,
    hold.basis,
    hold.basis === 'tokens' ? `${hold.tokens}` : null,
    unitsByName(hold.quantities),
    hold.lasts.toString(),
    hold.memberId,
    Object.entries(hold.tags).sort(byName),
  ])
}

/** And for a capture, of its own hold. */
export function canonicalCapture(capture: Omit<CaptureRequest, 'fingerprint' | 'apiKeyId'>): string {
  return JSON.stringify([
    'capture',
    capture.accountId,
    capture.holdId,
    unitsByName(capture.quantities),
    capture.occurredAt.toString(),
    capture.mode,
    capture.status,
    capture.memberId,
    capture.tags && Object.entries(capture.tags).sort(byName),
  ])
}

function unitsByName(quantities: UsageEvent['quantities']): [string, string][] {
  return Object.entries(quantities)
    .map(([quantityClass, unitsMilli]): [string, string] => [quantityClass, tokensToDecimal(unitsMilli)])
    .sort(byName)
}

function byName([a = '']: readonly string[], [b = '']: readonly string[]): number {
  return a < b ? -1 : 1
}
