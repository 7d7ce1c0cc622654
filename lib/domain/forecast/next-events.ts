import type { Grant } from '../ledger/model'
import type { NextEvent } from './views'

/** What will happen to the grants by itself, soonest first: tokens that expire unless used, and grants on their way. */
export function nextEvents(grants: Iterable<Grant>): NextEvent[] {
  return [...grants].flatMap(eventsOf).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function eventsOf({ id, name, available, pending, effectiveAt, expiresAt }: Grant): NextEvent[] {
  const about = { grantId: id, grantName: name }
  if (pending > 0n) return [{ ...about, at: effectiveAt, kind: 'takes-effect', amount: pending }]
  if (available > 0n && expiresAt !== null) return [{ ...about, at: expiresAt, kind: 'expires', amount: available }]
  return []
}
