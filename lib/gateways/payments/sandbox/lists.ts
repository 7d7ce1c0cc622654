import { z } from 'zod'
import { type Instant, SECOND } from '@/lib/domain/instants'
import type { SandboxJson, SandboxPage } from '@/lib/domain/purchases/sandbox-store'
import type { Desk, Kind } from './desk'
import { PAGE, text, whole } from './parameters'
import type { MethodListParameters } from './payment-methods'
import type { RefundListParameters } from './refunds'
import { invalid, missing } from './refusals'

const Bounds = z.strictObject({
  gte: whole.optional(),
  gt: whole.optional(),
  lte: whole.optional(),
  lt: whole.optional(),
})
export const EventListParameters = z.strictObject({
  ...PAGE,
  created: z.union([whole.transform((at) => ({ gte: at, lte: at })), Bounds]).optional(),
  type: text.optional(),
  types: z.array(text).min(1).max(20).optional(),
})
export const CustomerMethodsParameters = z.strictObject({ ...PAGE, type: z.literal('card').optional() })

interface Asked {
  limit: number
  starting_after?: string | undefined
  ending_before?: string | undefined
}

export async function listMethods(desk: Desk, given: z.output<typeof MethodListParameters>) {
  if (given.customer === undefined) throw invalid('Missing required param: customer.', 'parameter_missing', 'customer')
  await desk.get('customer', given.customer, 'customer')
  return listObjects(desk, { kind: 'payment_method', customer: given.customer }, given, '/v1/payment_methods')
}

export async function listCustomerMethods(
  desk: Desk,
  given: z.output<typeof CustomerMethodsParameters>,
  customer: string,
) {
  await desk.get('customer', customer)
  return listObjects(desk, { kind: 'payment_method', customer }, given, `/v1/customers/${customer}/payment_methods`)
}

export async function listRefunds(desk: Desk, given: z.output<typeof RefundListParameters>) {
  return listObjects(desk, { kind: 'refund', owner: given.payment_intent }, given, '/v1/refunds')
}

export async function listDisputes(desk: Desk, given: z.output<typeof RefundListParameters>) {
  return listObjects(desk, { kind: 'dispute', owner: given.payment_intent }, given, '/v1/disputes')
}

async function listObjects(
  desk: Desk,
  of: { kind: Kind; customer?: string; owner?: string | undefined },
  asked: Asked,
  url: string,
): Promise<SandboxJson> {
  for (const named of [asked.starting_after, asked.ending_before]) {
    if (named !== undefined) await desk.get(of.kind, named, 'starting_after')
  }
  const rows = await desk.books.listObjects(of, pageOf(asked))
  return listAnswer(
    rows.map(({ body }) => body),
    asked,
    url,
  )
}

export async function listEvents(desk: Desk, given: z.output<typeof EventListParameters>): Promise<SandboxJson> {
  const { created = {}, type, types } = given
  const { gte, gt, lte, lt } = created as z.output<typeof Bounds>
  const from = gte ?? (gt === undefined ? undefined : gt + 1)
  const until = lte ?? (lt === undefined ? undefined : lt - 1)
  const rows = await desk.books.listEvents(
    { types: types ?? (type === undefined ? null : [type]), from: toInstant(from), until: toInstant(until) },
    pageOf(given),
  )
  return listAnswer(
    rows.map(({ body }) => body),
    given,
    '/v1/events',
  )
}

export async function retrieveEvent(desk: Desk, _: object, id: string): Promise<SandboxJson> {
  const event = await desk.books.findEvent(id)
  if (!event) throw missing('event', id)
  return event.body
}

function pageOf({ limit, starting_after: before, ending_before: after }: Asked): SandboxPage {
  return { rowsMax: limit, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
}

/** One row more than asked for was read: whether there are more. Going backwards, the surplus row is the first. */
function listAnswer(rows: readonly SandboxJson[], { limit, ending_before: after }: Asked, url: string): SandboxJson {
  const hasMore = rows.length > limit
  const data = !hasMore ? rows : after === undefined ? rows.slice(0, limit) : rows.slice(1)
  return { object: 'list', url, has_more: hasMore, data }
}

function toInstant(seconds: number | undefined): Instant | null {
  return seconds === undefined ? null : BigInt(seconds) * SECOND
}
