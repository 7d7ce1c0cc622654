import { z } from 'zod'
import { Text } from './input-types'
import { type Instant, instantToIso, parseInstant } from './instants'

/** A sweep goes through what is due in batches: each call of its verb does one, and says where the next one goes on. */
export const SweepInput = z.strictObject({ after: Text.max(300).nullable().default(null) })

/** What one batch did. */
export interface Batch {
  /** How many of what, such as { accounts: 12 }. */
  counts: Readonly<Record<string, number>>
  /** What could not be done and why, one line each; it is left as it was, and everything else was done. */
  failures: readonly string[]
  /** Where the next batch goes on; null once there is nothing left. */
  next: string | null
}

const FAILURE_LENGTH_MAX = 500

/** What could not be done and why, in one line. */
export function failureLine(what: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return `${what}: ${why.replace(/\s+/g, ' ').trim()}`.slice(0, FAILURE_LENGTH_MAX)
}

/** Where a batch ended: an instant and the id of what is due then. */
export interface Place {
  at: Instant
  id: string
}

export function placeToText({ at, id }: Place): string {
  return `${instantToIso(at)} ${id}`
}

/** Null for the beginning, and for what is no place. */
export function placeFromText(text: string | null): Place | null {
  const [instant = '', id] = text?.split(' ') ?? []
  const at = parseInstant(instant)
  return at === null || id === undefined ? null : { at, id }
}
