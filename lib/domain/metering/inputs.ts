import { z } from 'zod'
import { PositiveTokens } from '../input-types'
import { parseInstant } from '../instants'
import { AccountId } from '../ledger/inputs'
import { parseTokens, TOKEN } from '../tokens'

/** Idempotency source of an event that names none. */
export const DEFAULT_SOURCE = 'api'
/** Sources that begin so are Comptoir's own: a reporter could otherwise take the key of a grant before the grant does. */
export const RESERVED_SOURCE = /^comptoir(:|$)/i
export const BATCH_EVENTS_MAX = 1000

const CLASSES_MAX = 20
const TAGS_MAX = 20
const UNITS_MAX = 10n ** 12n * TOKEN
const PRINTABLE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/
/** A decimal that is plain, however large. */
const PLAIN = /^[1-9]\d*(\.\d{1,3})?$/

const printable = (lengthMin: number, lengthMax: number) =>
  z
    .string()
    .min(lengthMin)
    .max(lengthMax)
    .regex(PRINTABLE, { error: 'Use printable characters only: no line breaks, no control characters.' })

export const EventId = printable(1, 255).meta({
  description:
    'Your own name for this event, unique within the account and source. Sending the same event again under the same id charges nothing more and returns the first answer.',
  examples: ['req-8f2a-1'],
})

export const EventSource = printable(1, 255).refine((source) => !RESERVED_SOURCE.test(source), {
  params: { code: 'reserved' },
  error: 'Sources that begin with "comptoir" are reserved. Choose another name.',
})

export const ActionKey = z
  .string()
  .regex(NAME, { error: 'Send the key of an action, such as "chat".' })
  .meta({ description: 'What was done: the key of an action on the rate card.', examples: ['chat'] })

const WHOLE_OR_DECIMAL =
  'Send units as a plain decimal such as 1240 or "0.25": no sign, no exponent, at most 3 decimals.'

/** Units of one quantity class; becomes thousandths. */
const Units = z
  .union([z.string(), z.number()], { error: WHOLE_OR_DECIMAL })
  .transform((given, context) => {
    const fault = (code: string, message: string) => {
      context.addIssue({ code: 'custom', params: { code }, message })
      return z.NEVER
    }
    if (typeof given === 'number' && Math.abs(given) > Number.MAX_SAFE_INTEGER)
      return fault('send-as-string', 'A JSON number of this size is not exact. Send it as a string.')
    const unitsMilli = parseTokens(`${given}`)
    if (unitsMilli === null && !PLAIN.test(`${given}`)) return fault('not-a-plain-decimal', WHOLE_OR_DECIMAL)
    if (unitsMilli === null || unitsMilli > UNITS_MAX)
      return fault('too-large', 'Send at most 1000000000000 units in one event.')
    return unitsMilli
  })
  .meta({
    override: {
      anyOf: [
        { type: 'string', pattern: '^(0|[1-9][0-9]{0,12})([.][0-9]{1,3})?$' },
        { type: 'number', minimum: 0, maximum: 1e12 },
      ],
    },
  })

export const QuantitiesInput = z
  .record(z.string().regex(NAME, { error: 'Send the name of a quantity class, such as "input".' }), Units)
  .refine((quantities) => Object.keys(quantities).length <= CLASSES_MAX, {
    params: { code: 'too-many' },
    error: `At most ${CLASSES_MAX} quantity classes in one event.`,
  })
  .meta({
    description:
      'Units by quantity class: whole numbers or decimals with at most 3 places, from 0 to 10^12. Numbers beyond 2^53 must be strings.',
    examples: [{ input: 1240, output: 960 }],
  })

const REAL_INSTANT = 'Send a real instant with its zone, such as "2026-11-24T09:30:00Z".'

export const OccurredAt = z
  .string({ error: REAL_INSTANT })
  .transform((text, context) => {
    const at = parseInstant(text)
    if (at !== null) return at
    context.addIssue({ code: 'custom', params: { code: 'not-an-instant' }, message: REAL_INSTANT })
    return z.NEVER
  })
  .meta({
    description:
      'When it happened, RFC 3339 with a zone. At most 35 days ago and at most 5 minutes ahead. The rate card in force at this instant prices the event.',
    override: { type: 'string', format: 'date-time' },
    examples: ['2026-11-24T09:30:00Z'],
  })

export const Mode = z.enum(['admit', 'report']).default('admit').meta({
  description:
    '`admit` asks before or during the work and may be refused with 402. `report` says that the work is done: it is always recorded, and what the balance does not cover becomes debt.',
})

export const Status = z
  .enum(['succeeded', 'failed'])
  .default('succeeded')
  .meta({ description: 'A `failed` operation is recorded and costs nothing.' })

export const MemberId = z
  .uuid({ error: 'Send the id of a member, a UUID, or leave it out.' })
  .toLowerCase()
  .optional()
  .meta({ description: 'The member on whose behalf it was done, for breakdowns.' })

const TagsGiven = z.record(printable(1, 64), printable(0, 256)).refine((tags) => Object.keys(tags).length <= TAGS_MAX, {
  params: { code: 'too-many' },
  error: `At most ${TAGS_MAX} tags on one event.`,
})

export const Tags = TagsGiven.default({}).meta({
  description: 'Your own labels, shown with the charge.',
  examples: [{ model: 'large' }],
})

/** A succeeded operation has something to price. */
export function hasUnits(event: { status: 'succeeded' | 'failed'; quantities: Record<string, bigint> }): boolean {
  return event.status === 'failed' || Object.keys(event.quantities).length > 0
}
export const UNITS_MISSING = {
  path: ['quantities'],
  params: { code: 'units-missing' },
  error: 'Send the units of at least one quantity class, or status "failed".',
}

/** One usage event as a reporter sends it in plain JSON. Quantities come out in thousandths, instants in microseconds. */
export const UsageEventInput = z
  .strictObject({
    id: EventId,
    source: EventSource.default(DEFAULT_SOURCE).meta({
      description: 'Who reports, if several systems name their events alike.',
    }),
    account: AccountId.optional().meta({
      description: "The customer's account. Service keys must name it; account keys know it.",
    }),
    action: ActionKey,
    quantities: QuantitiesInput,
    occurredAt: OccurredAt,
    mode: Mode,
    status: Status,
    member: MemberId,
    tags: Tags,
  })
  .refine(hasUnits, UNITS_MISSING)
  .meta({ id: 'UsageEvent' })

/** How long a hold lasts unless it says so, and at most. */
export const HOLD_LASTS_SECONDS = { usual: 900, max: 86_400 } as const

const TokensAsked = PositiveTokens.meta({
  description: 'Tokens as a plain decimal string, instead of quantities.',
  override: { type: 'string', pattern: '^(0|[1-9][0-9]{0,15})([.][0-9]{1,3})?$' },
  examples: ['250'],
})

const AccountOfWork = AccountId.optional().meta({
  description: "The customer's account. Service keys must name it; account keys know it.",
})

/** Either names tokens or quantities, not both. */
function namesOneAmount({ quantities, tokens }: { quantities?: unknown; tokens?: unknown }): boolean {
  return quantities === undefined || tokens === undefined
}
const TWO_AMOUNTS = {
  path: ['tokens'],
  params: { code: 'two-amounts' },
  error: 'Send quantities or tokens, not both.',
}

/** What is to be set aside before the work. */
export const HoldInput = z
  .strictObject({
    id: EventId.meta({ description: 'Your own name for the work. Its capture is the charge of this id.' }),
    source: EventSource.default(DEFAULT_SOURCE),
    account: AccountOfWork,
    action: ActionKey,
    quantities: QuantitiesInput.optional().meta({
      description:
        "The units that the work will take at most. Without quantities and tokens the hold takes the account's own usual charge of the action: what nine of ten cost at most.",
    }),
    tokens: TokensAsked.optional(),
    expiresInSeconds: z
      .int()
      .min(1)
      .max(HOLD_LASTS_SECONDS.max)
      .default(HOLD_LASTS_SECONDS.usual)
      .meta({ description: 'What is neither captured nor released by then goes back by itself.' }),
    member: MemberId,
    tags: Tags,
  })
  .refine(namesOneAmount, TWO_AMOUNTS)
  .meta({ id: 'HoldRequest' })

/** What the work took. */
export const CaptureInput = z
  .strictObject({
    account: AccountOfWork,
    quantities: QuantitiesInput,
    occurredAt: OccurredAt,
    mode: Mode,
    status: Status,
    member: MemberId.meta({ description: 'As the hold has it, unless it is another.' }),
    tags: TagsGiven.optional().meta({ description: 'In the place of those of the hold.' }),
  })
  .refine(hasUnits, UNITS_MISSING)
  .meta({ id: 'CaptureRequest' })

export const ReleaseInput = z.strictObject({ account: AccountOfWork }).meta({ id: 'ReleaseRequest' })

/** A question: what would it cost, and would it be admitted? */
export const QuoteInput = z
  .strictObject({
    account: AccountOfWork,
    action: ActionKey,
    quantities: QuantitiesInput.optional(),
    tokens: TokensAsked.optional(),
    member: MemberId,
  })
  .refine(namesOneAmount, TWO_AMOUNTS)
  .meta({ id: 'QuoteRequest' })

export type ReportedUsage = z.output<typeof UsageEventInput>
