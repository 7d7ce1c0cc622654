import type { CaptureAnswer, HoldAnswer, ReleaseAnswer } from './answers.js'
import { now } from './naming.js'
import type { CallOptions } from './options.js'
import type { Capture, OfAccount } from './requests.js'

/** A hold that was opened, and the two ways to settle it. */
export interface HeldWork extends HoldAnswer {
  /** Charges what the work took in truth and gives the rest back. The same call again is the same capture. */
  capture(capture: Omit<Capture, 'account'>, options?: CallOptions): Promise<CaptureAnswer>
  /** Gives all of it back. */
  release(options?: CallOptions): Promise<ReleaseAnswer>
}

interface Settling {
  capture(holdId: string, capture: Capture, options?: CallOptions): Promise<CaptureAnswer>
  release(holdId: string, whose?: OfAccount, options?: CallOptions): Promise<ReleaseAnswer>
}

export function holdWork(answer: HoldAnswer, calls: Settling): HeldWork {
  const { id, account } = answer.hold
  let capturedAt: string | undefined
  return {
    ...answer,
    capture: (capture, options) => {
      // Told once, so that a capture whose answer was lost is repeated and not changed.
      capturedAt ??= now()
      return calls.capture(id, { ...capture, account, occurredAt: capture.occurredAt ?? capturedAt }, options)
    },
    release: (options) => calls.release(id, { account }, options),
  }
}
