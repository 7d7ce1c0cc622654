import { z } from 'zod'
import { LanguageInput, NameInput } from '../access/inputs'
import { Slug } from '../catalogue/inputs'
import { InstantText, PositiveTokens, Text } from '../input-types'
import { AccountId } from '../ledger/inputs'
import { COUNTRIES } from './countries'
import { parseVatId } from './tax'

export const OrderRef = z.strictObject({ accountId: AccountId, orderId: z.uuid().toLowerCase() })

/** What was shown as the total, in minor units. */
const ShownCents = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(BigInt)

export const RefundOrderInput = OrderRef.extend({ shownCents: ShownCents })

/** A refund of ours, and what the provider calls it where that is known. */
export const RefundRef = z.strictObject({
  accountId: AccountId,
  refundId: z.uuid().toLowerCase(),
  providerId: Text.max(255).optional(),
})

const choice = {
  accountId: AccountId,
  packKey: Text.max(40).optional(),
  tokens: PositiveTokens.optional(),
  language: LanguageInput,
}

function isOneChoice({ packKey, tokens }: { packKey?: string | undefined; tokens?: bigint | undefined }): boolean {
  return (packKey === undefined) !== (tokens === undefined)
}

const NOTHING_CHOSEN = {
  path: ['packKey'],
  params: { code: 'nothing-chosen' },
  message: 'Choose a pack, or say how many tokens.',
}

export const ReviewOrderInput = z.strictObject(choice).refine(isOneChoice, NOTHING_CHOSEN)

export const PlaceOrderInput = z
  .strictObject({
    ...choice,
    /** Made once with the form. */
    formKey: z.uuid().toLowerCase(),
    shownCents: ShownCents,
  })
  .refine(isOneChoice, NOTHING_CHOSEN)

/** A plan that is paid for now: from now on, or for the rest of the period. */
export const PlacePlanOrderInput = z.strictObject({
  accountId: AccountId,
  planKey: Text.max(40),
  formKey: z.uuid().toLowerCase(),
  shownCents: ShownCents,
  /** The instant of the price that was shown. */
  quotedAt: InstantText,
  language: LanguageInput,
  payWith: z.enum(['page', 'saved-card']),
})

/** The most that may be owed, in tokens. */
export const SetPayAsYouGoInput = z.strictObject({ accountId: AccountId, cap: PositiveTokens, language: LanguageInput })

export const SetBillingProfileInput = z
  .strictObject({
    accountId: AccountId,
    name: NameInput,
    address: Text.trim()
      .refine((text) => text !== '', { params: { code: 'address-missing' }, message: 'Enter the address.' })
      .refine((text) => text.length <= 300, { params: { code: 'too-long' }, message: 'Use at most 300 characters.' }),
    country: z.string().refine((code) => COUNTRIES.includes(code), {
      params: { code: 'unknown-country' },
      message: 'Choose a country from the list.',
    }),
    vatId: Text.trim().max(30).default(''),
  })
  .transform(({ vatId: typed, ...profile }, context) => {
    const vatId = typed === '' ? null : parseVatId(typed, profile.country)
    if (typed === '' || vatId !== null) return { ...profile, vatId }
    const message =
      "Write the id with the country's letters, such as FR40303265045, or leave it empty outside the European Union."
    context.addIssue({ code: 'custom', path: ['vatId'], params: { code: 'not-a-vat-id' }, message })
    return z.NEVER
  })

/** A plan's key; null for none. */
export const PreviewPlanInput = z.strictObject({ accountId: AccountId, planKey: Slug.nullable() })

export const ChoosePlanInput = z.strictObject({
  accountId: AccountId,
  planKey: Slug,
  /** What was shown as the plan's price each period, without tax. */
  shownCents: ShownCents,
})

export const WHYS = ['too-dear', 'too-little-use', 'something-missing', 'only-for-a-time', 'other'] as const

export const SayWhyInput = z.strictObject({
  accountId: AccountId,
  why: z.enum(WHYS),
  words: Text.trim()
    .refine((text) => text.length <= 500, { params: { code: 'too-long' }, message: 'Use at most 500 characters.' })
    .default(''),
})
