import { z } from 'zod'
import { instantToIso } from '../instants'
import { InstantWire, TokensWire } from '../ledger/wire'
import { tokensToDecimal } from '../tokens'
import { SCHEDULE_KINDS, type ScheduledEvent, type ScheduleView } from './schedule-model'

const EventWire = z
  .object({
    id: z.string().meta({ description: 'The same for as long as the event is to come, also when it is moved.' }),
    kind: z.enum(SCHEDULE_KINDS),
    at: InstantWire.meta({ description: 'When it happens. What expires or ends is there until then, and not at it.' }),
    name: z.string().meta({ description: 'Of the grant, plan, limit or pack; the version of a rate card.' }),
    tokens: TokensWire.nullable().meta({
      description: 'What it brings or takes if nothing is used before; of a reset what may be used in the new window.',
    }),
    lapses: TokensWire.nullable().meta({
      description: 'Of an expiry: what will truly lapse, the middle of the forecast; null without a forecast.',
    }),
    costMinor: z.string().regex(/^\d+$/).nullable().meta({
      description: "Money that is charged then, in minor units of the account's currency. Each charge stands once.",
    }),
    expected: z.boolean().meta({ description: 'It is expected, not decided: an auto top-up.' }),
  })
  .meta({ id: 'ScheduledEvent', description: 'Something that is to come.' })

export const ScheduleAnswer = z
  .object({
    account: z.uuid(),
    asOf: InstantWire,
    timeZone: z.string().meta({ description: "The account's own, by whose clock plans renew and limits start again." }),
    currency: z.string(),
    events: z.array(EventWire).meta({ description: 'Soonest first.' }),
  })
  .meta({ id: 'Schedule' })

export type ScheduleWire = z.output<typeof ScheduleAnswer>

export function scheduleToWire({ accountId, asOf, timeZone, currency, events }: ScheduleView): ScheduleWire {
  return { account: accountId, asOf: instantToIso(asOf), timeZone, currency, events: events.map(eventToWire) }
}

function eventToWire({ id, kind, at, name, amount, lapses, costCents, isExpected }: ScheduledEvent) {
  return {
    id,
    kind,
    at: instantToIso(at),
    name,
    tokens: amount === null ? null : tokensToDecimal(amount),
    lapses: lapses === null ? null : tokensToDecimal(lapses),
    costMinor: costCents === null ? null : `${costCents}`,
    expected: isExpected,
  }
}
