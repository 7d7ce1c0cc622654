import type { UsageAnswer } from './answers.js'
import type { Client } from './client.js'
import { Refused, Unreachable } from './errors.js'
import type { HeldWork } from './held-work.js'
import { now } from './naming.js'
import type { CallOptions } from './options.js'
import { asReport, type Place, type Queue } from './queue.js'
import type { DoneWork } from './queue-store.js'
import type { Capture, NamedHoldRequest, TimedCapture, UsageEvent } from './requests.js'

/** What the work took in truth. */
export type Took = Pick<Capture, 'quantities' | 'status' | 'tags' | 'mode'>

/** What became of the usage of a piece of work. */
export type MeteredUsage =
  | { readonly kind: 'recorded'; readonly answer: UsageAnswer }
  | { readonly kind: 'queued'; readonly event: UsageEvent }

/** Says that the usage is neither recorded nor kept. */
export type Lament = (event: UsageEvent, capture: TimedCapture | null, cause: unknown) => Error

/** Work that may go on, and how it ends. */
export interface BegunWork {
  readonly held: HeldWork | null
  /** Nothing was done. What is held and cannot be given back now comes back by itself. */
  giveUp(): Promise<void>
  /** It was done, and what it took is not known: what is held stays so until it expires. */
  leave(): void
  settle(took: Took, lament: Lament): Promise<MeteredUsage>
}

export interface Around {
  readonly client: Client
  readonly queue: Queue | undefined
  readonly request: NamedHoldRequest
  readonly tokensAtRisk: string
  readonly call: CallOptions
}

/** Work for which tokens are held: captures them, or reports the work when they have gone back meanwhile. */
export function beginHeld(held: HeldWork, { client, queue, request, tokensAtRisk, call }: Around): BegunWork {
  const { id, account } = held.hold

  /** Sends it; while Comptoir is away the queue keeps it, if there is one. */
  const carry = async (work: DoneWork, send: () => Promise<UsageAnswer>): Promise<MeteredUsage> => {
    try {
      if (!queue) return { kind: 'recorded', answer: await send() }
      if (!queue.mayGoAhead(tokensAtRisk)) return { kind: 'recorded', answer: await queue.attempt(send) }
    } catch (error) {
      if (!queue || !(error instanceof Unreachable)) throw error
    }
    await queue.keep(work, tokensAtRisk)
    return { kind: 'queued', event: work.event }
  }

  return {
    held,
    giveUp: async () => {
      await held.release(call).catch(() => {})
    },
    leave: () => {},
    settle: async (took, lament) => {
      const capture = captureOf(took, account)
      const event = reportOf(request, capture)
      const unanswered = { kind: 'capture', holdId: id, capture } as const
      try {
        return await carry({ event, unanswered }, () => client.capture(id, capture, call))
      } catch (error) {
        if (!isGone(error)) throw lament(event, capture, error)
      }
      try {
        return await carry({ event, unanswered: null }, () => client.usage(event, call))
      } catch (error) {
        throw lament(event, null, error)
      }
    },
  }
}

/** Work that began while Comptoir was away: goes to the queue. `isAsked` when a hold was asked for and no clear answer came. */
export function beginPlaced(place: Place, isAsked: boolean, { request }: Around): BegunWork {
  return {
    held: null,
    giveUp: async () => place.free(),
    leave: place.free,
    settle: async (took, lament) => {
      const capture = captureOf(took, request.account)
      const event = reportOf(request, capture)
      const unanswered = isAsked ? ({ kind: 'hold', request, capture } as const) : null
      try {
        await place.keep({ event, unanswered })
      } catch (error) {
        throw lament(event, null, error)
      }
      return { kind: 'queued', event }
    },
  }
}

/** The work as usage of its own, under the name of its hold: the server knows it by that, and charges it once. */
function reportOf(
  { expiresInSeconds: _, tokens: __, quantities: ___, ...named }: NamedHoldRequest,
  capture: TimedCapture,
) {
  return asReport({ ...named, ...capture, tags: capture.tags ?? named.tags })
}

/** Only what a capture may say: the caller may hand over more, such as the whole of what another service told. */
function captureOf({ quantities, mode = 'report', status, tags }: Took, account: string | undefined): TimedCapture {
  return { quantities, mode, status, tags, account, occurredAt: now() }
}

/** Whether the hold had gone back before it was captured. */
function isGone(error: unknown): boolean {
  if (!(error instanceof Refused) || error.kind !== 'hold-resolved') return false
  return error.problem.state === 'expired' || error.problem.state === 'released'
}
