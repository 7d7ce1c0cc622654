import { z } from 'zod'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { BATCH_EVENTS_MAX } from '@/lib/domain/metering/inputs'
import type { UsageEvent } from '@/lib/domain/metering/model'
import { Refusal } from '@/lib/domain/refusals'
import { scope } from '../allow'
import { defineDirect, type House } from '../define'
import { parseInput } from '../parse-input'
import { enqueueUsage, type SettledUsage } from './operation-queue'
import { CLOUD_EVENT, PLAIN_EVENT, refusalIn, toUsageEvent, type UsageFormat } from './record-usage'

/** Events are looked at one by one, so that a bad one is refused alone. */
const BatchInput = z.array(z.unknown(), { error: 'Send a list of events.' })

/** Charges up to 1,000 events; each gets its own answer, in order, and what was recorded stays when others are refused. */
export const recordUsageBatch = recordIn(PLAIN_EVENT)
/** The same for CloudEvents. */
export const recordCloudEventBatch = recordIn(CLOUD_EVENT)

function recordIn(format: UsageFormat) {
  return defineDirect({
    name: 'metering.record-usage-batch',
    input: BatchInput,
    allow: scope('usage:write'),
    run: (events, caller, house) => record(events, caller, house, format),
  })
}

async function record(
  events: readonly unknown[],
  caller: ApiKeyCaller,
  house: House,
  format: UsageFormat,
): Promise<SettledUsage[]> {
  if (events.length > BATCH_EVENTS_MAX) throw tooMany(events.length)
  const read = events.map((event) => readEvent(event, caller, format))
  const good = read.flatMap((row) => ('event' in row ? [row.event] : []))
  const outcomes = good.length > 0 ? (await enqueueUsage(good, house)).values() : [].values()
  return read.map((row): SettledUsage => {
    if (!('event' in row)) return row
    const outcome = outcomes.next().value
    if (!outcome) throw new Error('The queue gave fewer answers than it got events.')
    return outcome.kind === 'refusal' ? { kind: 'refusal', refusal: refusalIn(outcome.refusal, format) } : outcome
  })
}

function readEvent(
  event: unknown,
  caller: ApiKeyCaller,
  format: UsageFormat,
): { event: UsageEvent } | { kind: 'refusal'; refusal: Refusal } {
  try {
    return { event: toUsageEvent(parseInput(format.input, event), caller, format) }
  } catch (refusal) {
    if (refusal instanceof Refusal) return { kind: 'refusal', refusal }
    throw refusal
  }
}

function tooMany(count: number): Refusal {
  return new Refusal('too-large', {
    detail: `A batch holds at most ${BATCH_EVENTS_MAX} events; this one has ${count}. Nothing was charged. Send it in parts.`,
    facts: { eventsMax: BATCH_EVENTS_MAX },
  })
}
