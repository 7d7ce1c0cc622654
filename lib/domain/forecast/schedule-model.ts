import type { Instant } from '../instants'
import type { Quota } from '../quotas/model'
import type { Tokens } from '../tokens'

/** In the order in which things of one instant are told. */
export const SCHEDULE_KINDS = [
  'quota-reset',
  'rollover',
  'expiry',
  'plan-end',
  'grant',
  'renewal',
  'plan-start',
  'top-up',
  'money-charge',
  'price-change',
] as const
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number]

/** Something that is to come, in one account. */
export interface ScheduledEvent {
  /** The same for as long as the event is: its iCalendar UID and its key on pages. */
  readonly id: string
  readonly kind: ScheduleKind
  readonly at: Instant
  /** Of the grant, plan, limit, pack or rate card. */
  readonly name: string
  /** What it brings or takes if nothing is used before; null where tokens are not concerned. */
  readonly amount: Tokens | null
  /** Expiry: what will truly lapse, the middle of the forecast; null without a forecast. */
  readonly lapses: Tokens | null
  /** Money that is charged then, in minor units of the account's currency. Each charge stands once: a renewal's in the 'money-charge' beside it. */
  readonly costCents: bigint | null
  /** A reset: of which limit, so that it can be said in words; null of all else. */
  readonly limit: Pick<Quota, 'measure' | 'unit' | 'cap' | 'scope'> | null
  /** It is expected, not decided: an auto top-up. */
  readonly isExpected: boolean
}

/** Ends: what they end is there to their last minute, so they are shown as that minute and stand on its day. */
const DEADLINES: readonly ScheduleKind[] = ['rollover', 'expiry', 'plan-end']

export function isDeadline({ kind }: Pick<ScheduledEvent, 'kind'>): boolean {
  return DEADLINES.includes(kind)
}

/** The timeline of an account, as pages, the API and calendars read it. */
export interface ScheduleView {
  readonly accountId: string
  readonly accountName: string
  readonly timeZone: string
  readonly currency: string
  readonly asOf: Instant
  /** In the order of time. */
  readonly events: readonly ScheduledEvent[]
}
