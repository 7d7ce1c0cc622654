import type { Hold } from './answers.js'
import { kindOf, type Problem } from './problem.js'
import type { TimedCapture, UsageEvent } from './requests.js'

/** One request, its body as it goes out each time. */
export interface SentRequest {
  readonly method: 'GET' | 'POST'
  /** Behind the address of Comptoir, such as "/api/v1/usage". */
  readonly path: string
  /** The JSON text, or null for a read. */
  readonly body: string | null
}

/** Comptoir said no, and nothing was charged by this request. `kind` names the fact; `problem` says what to do. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** Such as "insufficient-tokens", "window-full", "key-reused"; docs/api.md lists them. */
  readonly kind: string
  readonly status: number

  constructor(
    readonly problem: Problem,
    readonly request: SentRequest,
    /** When it may be asked again; null when no time was told. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(problem.detail)
    this.kind = kindOf(problem)
    this.status = problem.status
  }
}

/**
 * No answer that settles the matter: no connection, no time left, a broken answer, a status of 500 and above, or the same request
 * still running there. Whether it was done is not known. Sending `request` again, with the same id, is always safe.
 */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'

  constructor(
    message: string,
    readonly request: SentRequest,
    /** How often it was sent. */
    readonly tries: number,
    /** Of the last answer; null when there was none. */
    readonly status: number | null,
    readonly retryAfterSeconds: number | null,
    cause: unknown,
  ) {
    super(message, { cause })
  }
}

/** The local queue did not keep the usage. When its work is done, keep `event` and send it again later: nothing else remembers it. */
export class UsageNotKept extends Error {
  override readonly name: string = 'UsageNotKept'

  constructor(
    message: string,
    /** Under the name it was sent with; null when there was no event yet. */
    readonly event: UsageEvent | null,
    cause: unknown,
  ) {
    super(message, { cause })
  }
}

/** Comptoir is away, and no more may be used at the caller's own risk: do not begin the work. */
export class RiskBudgetSpent extends UsageNotKept {
  override readonly name = 'RiskBudgetSpent'
}

/**
 * The work was done, and what it took is neither recorded nor kept. `result` is the work's own. With `event`, what it took is known: send
 * `event` later; if `capture` is there, first capture the hold with it, which went out without a clear answer.
 */
export class Unmetered extends Error {
  override readonly name = 'Unmetered'

  constructor(
    message: string,
    readonly result: unknown,
    /** What was held for it, until it expires; null when it began without a hold. */
    readonly hold: Hold | null,
    /** Null when what it took could not be told. */
    readonly event: UsageEvent | null,
    readonly capture: TimedCapture | null,
    cause: unknown,
  ) {
    super(message, { cause })
  }
}
