import type Stripe from 'stripe'
import { z } from 'zod'
import type { Desk } from './desk'
import { expand, metadata, text } from './parameters'

/** An empty text takes a value away. */
const erasable = z.union([text, z.literal('')]).transform((value) => value || null)

export const CustomerParameters = z.strictObject({
  name: erasable.optional(),
  email: erasable.optional(),
  description: erasable.optional(),
  metadata: metadata.optional(),
  expand: expand.optional(),
})
type Given = z.output<typeof CustomerParameters>

export async function createCustomer(desk: Desk, { expand: _, metadata: names, ...given }: Given) {
  const body: Stripe.Customer = {
    id: desk.newId('customer'),
    object: 'customer',
    address: null,
    balance: 0,
    created: desk.seconds,
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    email: null,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    ...given,
  }
  return keep(desk, { ...body, metadata: mergeMetadata({}, names) }, 'customer.created')
}

export async function updateCustomer(desk: Desk, { expand: _, metadata: names, ...given }: Given, id: string) {
  const { body } = await desk.lock('customer', id)
  return keep(desk, { ...body, ...given, metadata: mergeMetadata(body.metadata, names) }, 'customer.updated')
}

async function keep(desk: Desk, body: Stripe.Customer, event: string): Promise<Stripe.Customer> {
  await desk.save('customer', { body, hidden: {} })
  await desk.emit(event, body)
  return body
}

/** Names that are given replace; with an empty value they go. */
export function mergeMetadata(
  before: Stripe.Metadata,
  given: Readonly<Record<string, string>> | undefined,
): Stripe.Metadata {
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ''))
}
