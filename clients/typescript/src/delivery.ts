import type { BatchAnswer, CaptureAnswer, HoldAnswer } from './answers.js'
import { Refused } from './errors.js'
import type { CallOptions } from './options.js'
import { kindOf, type Problem } from './problem.js'
import type { DoneWork, QueuedUsage } from './queue-store.js'
import type { Capture, HoldRequest, Usage, UsageEvent } from './requests.js'

/** What became of one piece of queued work: recorded; to go on as it now reads; not settled yet; or refused for good. */
export type Delivered =
  | { kind: 'recorded' }
  | { kind: 'changed'; work: DoneWork }
  | { kind: 'unsettled'; problem: Problem }
  | { kind: 'refused'; problem: Problem }

/** The calls that settle work. */
export interface Carrier {
  usageBatch(usages: readonly Usage[], options?: CallOptions): Promise<BatchAnswer>
  hold(request: HoldRequest, options?: CallOptions): Promise<HoldAnswer>
  capture(holdId: string, capture: Capture, options?: CallOptions): Promise<CaptureAnswer>
}

/** Of one request: fewer than Comptoir's own limits of 1,000 events and 1 MiB. */
export const EVENTS_MAX = 500
const BYTES_MAX = 900_000

/** Refusals of a whole batch that lie in what it holds: its halves are tried alone. All others lie in the key or the address. */
const OF_CONTENT = [400, 413, 415, 422]
/** Refusals that say nothing about the work: it stays until the key or the address is right again. */
const OF_CALLER = [401, 405, 406]
const KINDS_OF_CALLER = ['forbidden', 'too-many-requests']

/** The first pieces of work that go out in one request: a run of events that fits into a batch, or one hold or capture. */
export function firstBatch(queued: Iterable<QueuedUsage>, eventsMax = EVENTS_MAX): QueuedUsage[] {
  const batch: QueuedUsage[] = []
  let bytes = 0
  for (const work of queued) {
    const event = eventOf(work)
    if (!event) return batch.length > 0 ? batch : [work]
    bytes += new TextEncoder().encode(JSON.stringify(event)).length + 1
    if (batch.length > 0 && (bytes > BYTES_MAX || batch.length === eventsMax)) break
    batch.push(work)
  }
  return batch
}

/** Sends a batch and says what became of each, in order. Throws Unreachable, or Refused when it is not about the work. */
export async function deliver(batch: readonly DoneWork[], carrier: Carrier, call: CallOptions): Promise<Delivered[]> {
  const [first] = batch
  if (first && !eventOf(first)) return [await settle(first, carrier, call)]
  try {
    const events = batch.flatMap((work) => eventOf(work) ?? [])
    const { results } = await carrier.usageBatch(events, call)
    return batch.map((work, i) => readResult(work, results[i]))
  } catch (error) {
    if (!(error instanceof Refused) || !OF_CONTENT.includes(error.status)) throw error
    if (batch.length === 1) return [{ kind: 'refused', problem: error.problem }]
    const middle = Math.ceil(batch.length / 2)
    return [
      ...(await deliver(batch.slice(0, middle), carrier, call)),
      ...(await deliver(batch.slice(middle), carrier, call)),
    ]
  }
}

/** The event that goes out next; null for a hold or a capture. */
function eventOf({ unanswered, event }: DoneWork): UsageEvent | null {
  if (!unanswered) return event
  return unanswered.kind === 'usage' ? unanswered.event : null
}

/** A hold is had again, to be captured; a capture is made again. What is refused is reported: it was not done so. */
async function settle({ event, unanswered }: DoneWork, carrier: Carrier, call: CallOptions): Promise<Delivered> {
  try {
    if (unanswered?.kind === 'hold') {
      const { hold } = await carrier.hold(unanswered.request, call)
      const capture = { kind: 'capture', holdId: hold.id, capture: unanswered.capture } as const
      return { kind: 'changed', work: { event, unanswered: capture } }
    }
    if (unanswered?.kind === 'capture') await carrier.capture(unanswered.holdId, unanswered.capture, call)
    return { kind: 'recorded' }
  } catch (error) {
    if (!(error instanceof Refused) || isOfCaller(error)) throw error
    return { kind: 'changed', work: { event, unanswered: null } }
  }
}

function isOfCaller({ status, kind }: Refused): boolean {
  return OF_CALLER.includes(status) || KINDS_OF_CALLER.includes(kind) || kind.startsWith('http-')
}

function readResult({ event, unanswered }: DoneWork, result: BatchAnswer['results'][number] | undefined): Delivered {
  if (!result) throw new TypeError('The answer to a batch has fewer results than events.')
  if (!('problem' in result)) return { kind: 'recorded' }
  const { problem, status } = result
  if (status >= 500 || kindOf(problem) === 'key-in-flight') return { kind: 'unsettled', problem }
  return unanswered ? { kind: 'changed', work: { event, unanswered: null } } : { kind: 'refused', problem }
}
