/**
 * Every way in which Comptoir says no, named by the fact. The request's edge maps each to its HTTP status and its words;
 * `docs/api.md` lists them.
 */
export const REFUSAL_KINDS = [
  'invalid-request',
  'invalid-input',
  'unauthenticated',
  'insufficient-tokens',
  'forbidden',
  'account-frozen',
  'not-found',
  'method-not-allowed',
  'not-acceptable',
  'key-in-flight',
  'already-reversed',
  'hold-resolved',
  'conflict',
  'price-changed',
  'order-pending',
  'billing-missing',
  'too-large',
  'head-too-large',
  'too-slow',
  'unsupported-media-type',
  'key-reused',
  'unknown-action',
  'unknown-quantity-class',
  'event-too-old',
  'event-in-future',
  'amount-too-large',
  'capture-above-hold',
  'estimate-missing',
  'not-reversible',
  'too-many-holds',
  'too-many-requests',
  'window-full',
  'unavailable',
] as const
export type RefusalKind = (typeof REFUSAL_KINDS)[number]

/** One fault of the input: where it is (a JSON pointer such as "/quantities/input"), a stable code, and what to do about it. */
export interface Fault {
  pointer: string
  code: string
  message: string
}

export interface RefusalFacts {
  /** What happened and what to do, one or two plain sentences. */
  detail: string
  faults?: Fault[]
  /** Machine-readable facts beside the standard members, already in wire form (tokens as decimal strings). */
  facts?: Record<string, unknown>
  retryAfterSeconds?: number
  /** HTTP fields that belong to it, by their names in small letters. */
  fields?: Readonly<Record<string, string>>
  /** Keys of what refused, such as the quotas that are full: to be counted, not told. */
  subjects?: readonly string[]
}

/** An expected no. Everything else that is thrown is a defect or a broken dependency. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly faults: Fault[]
  readonly facts: Record<string, unknown>
  readonly retryAfterSeconds: number | undefined
  readonly fields: Readonly<Record<string, string>>
  readonly subjects: readonly string[]

  constructor(kind: RefusalKind, given: RefusalFacts) {
    const { detail, faults = [], facts = {}, retryAfterSeconds, fields = {}, subjects = [] } = given
    super(detail)
    this.name = 'Refusal'
    this.kind = kind
    this.faults = faults
    this.facts = facts
    this.retryAfterSeconds = retryAfterSeconds
    this.fields = fields
    this.subjects = subjects
  }

  /** The same refusal with other facts or faults. */
  with(changed: Pick<RefusalFacts, 'faults' | 'facts'>): Refusal {
    const { kind, message: detail, faults, facts, retryAfterSeconds, fields, subjects } = this
    const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
    return new Refusal(kind, { detail, faults, facts, fields, subjects, ...wait, ...changed })
  }
}

/** The same answer for what does not exist and for what belongs to somebody else. */
export function notFound(what: string): Refusal {
  return new Refusal('not-found', {
    detail: `There is no ${what} here that you may see. Check its id and whose it is.`,
  })
}
