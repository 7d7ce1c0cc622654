/** Units by quantity class: whole numbers or decimals with at most three places. Send a number beyond 2^53 as a text. */
export type Quantities = Readonly<Record<string, number | string>>

export type Mode = 'admit' | 'report'
export type Status = 'succeeded' | 'failed'

/** Whose and what: the members that events, holds and quotes have in common. */
interface Work {
  /** A service key names the customer's account; an account key knows it. */
  readonly account?: string
  /** The key of an action on the rate card. */
  readonly action: string
  /** The member on whose behalf it is done, a UUID. */
  readonly member?: string
}

interface NamedWork extends Work {
  /** Your own name for the work, once within account and source. The client makes one when you give none. */
  readonly id?: string
  /** Who reports, if several systems name their work alike. */
  readonly source?: string
  /** Your own labels, shown with the charge. */
  readonly tags?: Readonly<Record<string, string>>
}

export interface Usage extends NamedWork {
  readonly quantities: Quantities
  /** When it happened, RFC 3339 with a zone. The client takes the present time when you give none. */
  readonly occurredAt?: string
  /** `admit` (default) may be refused; `report` says that the work is done and is always recorded. */
  readonly mode?: Mode
  /** A `failed` operation is recorded and costs nothing. */
  readonly status?: Status
}

/** Usage as it is sent: with a name and a time, so that sending it again is the same event. */
export type UsageEvent = Usage & Required<Pick<Usage, 'id' | 'occurredAt'>>

/** What the work will take: quantities to be priced, or tokens; with neither, what the account's work of this kind usually takes. */
export interface Estimate {
  readonly quantities?: Quantities
  /** A decimal text such as "12.5". */
  readonly tokens?: string
}

export interface HoldRequest extends NamedWork, Estimate {
  /** When what is held comes back by itself: 1 to 86,400 seconds, by default 900. */
  readonly expiresInSeconds?: number
}

/** A hold as it is asked for: with a name, so that asking again is the same hold. */
export type NamedHoldRequest = HoldRequest & Required<Pick<HoldRequest, 'id'>>

/** What the work took in truth. */
export interface Capture extends Pick<Usage, 'account' | 'quantities' | 'occurredAt' | 'mode' | 'status'> {
  /** Instead of the hold's own. */
  readonly member?: string
  /** Instead of the hold's own. */
  readonly tags?: Readonly<Record<string, string>>
}

/** A capture as it is sent. */
export type TimedCapture = Capture & Required<Pick<Capture, 'occurredAt'>>

export interface QuoteRequest extends Work, Estimate {}

/** For service keys, which name the account. */
export interface OfAccount {
  readonly account?: string
}
