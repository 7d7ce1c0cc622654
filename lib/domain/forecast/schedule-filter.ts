import { z } from 'zod'
import { SCHEDULE_KINDS, type ScheduledEvent, type ScheduleKind } from './schedule-model'

const Kind = z.enum(SCHEDULE_KINDS)

export interface ScheduleFilter {
  /** Empty for all. */
  readonly kinds: readonly ScheduleKind[]
  /** Values in the address that mean nothing: left out, and said so. */
  readonly ignored: number
}

/** Reads the kinds that an address asks for: "kind=expiry", more than once if wanted. */
export function parseKinds(asked: string | readonly string[] | undefined): ScheduleFilter {
  const read = [asked ?? []].flat().map((text) => Kind.safeParse(text))
  const kinds = SCHEDULE_KINDS.filter((kind) => read.some(({ data }) => data === kind))
  return { kinds, ignored: read.filter(({ success }) => !success).length }
}

export function ofKinds(events: readonly ScheduledEvent[], kinds: readonly ScheduleKind[]): readonly ScheduledEvent[] {
  return kinds.length === 0 ? events : events.filter(({ kind }) => kinds.includes(kind))
}
