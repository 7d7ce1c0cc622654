import { z } from 'zod'
import { cardOnly, currency, expand, metadata, text, whole } from './parameters'

const description = text.max(1000).optional()

const Line = z.strictObject({
  quantity: whole.default(1),
  price_data: z.strictObject({
    currency,
    unit_amount: whole,
    product_data: z.strictObject({ name: text.max(250), description }),
  }),
})

/** What Comptoir uses of a Checkout Session: one payment, or a card to be saved. */
export const SessionParameters = z.strictObject({
  mode: z.enum(['payment', 'setup']),
  customer: text,
  client_reference_id: text.max(200).optional(),
  currency: currency.optional(),
  line_items: z.array(Line).min(1).max(100).optional(),
  metadata: metadata.optional(),
  payment_intent_data: z
    .strictObject({
      description,
      metadata: metadata.optional(),
      setup_future_usage: z.enum(['on_session', 'off_session']).optional(),
    })
    .optional(),
  setup_intent_data: z.strictObject({ description, metadata: metadata.optional() }).optional(),
  allowed_payment_method_types: cardOnly.optional(),
  success_url: z.url(),
  cancel_url: z.url().optional(),
  expires_at: whole.optional(),
  locale: z.enum(['auto', 'en', 'fr']).optional(),
  expand: expand.optional(),
})
export type SessionGiven = z.output<typeof SessionParameters>
