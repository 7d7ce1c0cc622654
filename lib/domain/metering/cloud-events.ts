import { z } from 'zod'
import { AccountId } from '../ledger/inputs'
import {
  ActionKey,
  EventId,
  EventSource,
  hasUnits,
  MemberId,
  Mode,
  OccurredAt,
  QuantitiesInput,
  type ReportedUsage,
  Status,
  Tags,
  UNITS_MISSING,
} from './inputs'

/** The only CloudEvents type that is usage. */
export const CLOUD_EVENT_TYPE = 'comptoir.usage'

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json(?:\s*;.*)?$/i
const EXTENSION_NAME = /^[a-z0-9]+$/
const ATTRIBUTES = new Set([
  'specversion',
  'type',
  'id',
  'source',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'data',
])

/** A CloudEvents 1.0 event in structured JSON; it means the same as a plain usage event. Extension attributes are let through unread. */
export const CloudEventInput = z
  .looseObject({
    specversion: z.literal('1.0', { error: 'Send CloudEvents of version "1.0".' }),
    type: z.literal(CLOUD_EVENT_TYPE, { error: `Send events of type "${CLOUD_EVENT_TYPE}".` }),
    id: EventId,
    source: EventSource.meta({
      description: 'The producer, a URI reference. With `id` it names the event once and for all.',
    }),
    subject: AccountId.optional().meta({
      description: "The customer's account. Service keys must name it; account keys know it.",
    }),
    time: OccurredAt,
    datacontenttype: z
      .string()
      .refine((type) => JSON_TYPE.test(type), { params: { code: 'not-json' }, error: 'Send the data as JSON.' })
      .optional(),
    dataschema: z.string().max(2048).optional(),
    data: z
      .strictObject({
        action: ActionKey,
        quantities: QuantitiesInput,
        mode: Mode,
        status: Status,
        member: MemberId,
        tags: Tags,
      })
      .refine(hasUnits, UNITS_MISSING)
      .meta({ id: 'UsageData' }),
  })
  .superRefine((event, context) => {
    for (const [name, value] of Object.entries(event)) {
      if (ATTRIBUTES.has(name) || (EXTENSION_NAME.test(name) && (typeof value !== 'object' || value === null))) continue
      context.addIssue({
        code: 'custom',
        path: [name],
        params: { code: 'unknown-field' },
        message: 'This is neither an attribute of CloudEvents nor an extension of it. Leave it out.',
      })
    }
  })
  .transform(
    ({ id, source, subject, time, data }): ReportedUsage => ({
      ...data,
      id,
      source,
      account: subject,
      occurredAt: time,
    }),
  )
  .meta({ id: 'UsageCloudEvent' })

const RENAMED: Readonly<Record<string, string>> = { account: 'subject', occurredAt: 'time', id: 'id', source: 'source' }

/** Where a field of the plain event stands in a CloudEvent: "/account" is "/subject", "/quantities/input" is "/data/quantities/input". */
export function pointerInCloudEvent(pointer: string): string {
  const [, field = '', ...rest] = pointer.split('/')
  const renamed = RENAMED[field]
  return `/${[renamed ?? `data/${field}`, ...rest].join('/')}`
}
