import type {
  Advice,
  CaptureRequest,
  ChargeView,
  HoldBalance,
  HoldRequest,
  HoldView,
  ReleaseRequest,
  UsageEvent,
} from '@/lib/domain/metering/model'
import type { Refusal } from '@/lib/domain/refusals'

/** What joins the group commit. */
export type Operation =
  | { kind: 'usage'; request: UsageEvent }
  | { kind: 'hold'; request: HoldRequest }
  | { kind: 'capture'; request: CaptureRequest }
  | { kind: 'release'; request: ReleaseRequest }

export interface Recorded {
  /** Whether it was recorded before; then nothing was charged or held now. */
  readonly replayed: boolean
  readonly advice: Advice
}

export type ChargeOutcome = Recorded & { kind: 'charge'; charge: ChargeView }
export type HoldOutcome = Recorded & { kind: 'hold'; hold: HoldView }
export type CaptureOutcome = Recorded & { kind: 'capture'; hold: HoldView; charge: ChargeView }
export type ReleaseOutcome = { kind: 'release'; hold: HoldView; balance: HoldBalance; replayed: boolean }
export type RefusalOutcome = { kind: 'refusal'; refusal: Refusal }

/** What became of an operation. */
export type SettledOutcome = ChargeOutcome | HoldOutcome | CaptureOutcome | ReleaseOutcome | RefusalOutcome

/** A hold's own keys stand apart from those of usage: the work's charge takes the plain one. */
export function holdSource(source: string): string {
  return `comptoir:hold:${source}`
}

/** Names what two requests must not do at once: work under one id, or a hold's end. */
export function operationName({ kind, request }: Operation): string {
  switch (kind) {
    case 'usage':
      return JSON.stringify([request.accountId, request.source, request.key])
    case 'hold':
      return JSON.stringify([request.accountId, holdSource(request.source), request.key])
    case 'capture':
    case 'release':
      return JSON.stringify([request.accountId, 'hold', request.holdId])
  }
}
