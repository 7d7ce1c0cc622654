import 'server-only'
import { z } from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { CaptureAnswer, GetHoldAnswer, HoldAnswer, ReleaseAnswer } from '@/lib/domain/metering/hold-wire'
import { CaptureInput, HoldInput, QuoteInput, ReleaseInput } from '@/lib/domain/metering/inputs'
import {
  captureRequestExample,
  chargeExample,
  holdExample,
  holdRequestExample,
  quoteRequestExample,
} from './openapi-examples'
import { ANY_READ, ANY_WRITE, accountQuery, answer, problems } from './openapi-parts'
import { QuoteAnswer } from './quote-answer'

const holdPath = z.object({ id: z.uuid().meta({ description: 'Id of the hold.' }) })

const { charge, balance, delaySeconds, limits, replayed } = chargeExample
const settled = { resolvedAt: '2026-11-24T09:30:09.184002Z' }
const captured = { ...holdExample.hold, ...settled, state: 'captured' as const, captured: '4.12', returned: '3.12' }
const released = { ...holdExample.hold, ...settled, state: 'released' as const, returned: '7.24' }

export const openHold: ZodOpenApiOperationObject = {
  operationId: 'openHold',
  tags: ['Holds'],
  summary: 'Set tokens aside before the work',
  description:
    'Held tokens leave what is available at once and count in quotas. Capture or release the hold when the work is done; what is neither goes back by itself when its time is up. The same `id` again returns the same hold. Needs the scope `usage:write`.',
  requestBody: { required: true, content: { 'application/json': { schema: HoldInput, example: holdRequestExample } } },
  responses: {
    '200': answer('The hold, opened now or before: see `replayed`.', HoldAnswer, holdExample),
    ...problems([
      ...ANY_WRITE,
      'insufficient-tokens',
      'window-full',
      'too-many-holds',
      'account-frozen',
      'not-found',
      'key-in-flight',
      'invalid-input',
      'key-reused',
      'unknown-action',
      'unknown-quantity-class',
      'estimate-missing',
      'amount-too-large',
    ]),
  },
}

export const captureHold: ZodOpenApiOperationObject = {
  operationId: 'captureHold',
  tags: ['Holds'],
  summary: 'Settle a hold with what the work took',
  description:
    'Charges the true quantities from what was held and gives the rest back. What is above the hold is charged or refused by the plan, and always charged with mode `report`. A hold is settled once: the same capture again returns the first answer, any other is `hold-resolved`. Needs the scope `usage:write`.',
  requestParams: { path: holdPath },
  requestBody: {
    required: true,
    content: { 'application/json': { schema: CaptureInput, example: captureRequestExample } },
  },
  responses: {
    '200': answer('The charge and the hold.', CaptureAnswer, {
      hold: { ...captured, charge: charge.id },
      charge: { ...charge, eventId: 'req-8f2a-2' },
      balance,
      delaySeconds,
      limits,
      replayed,
    }),
    ...problems([
      ...ANY_WRITE,
      'insufficient-tokens',
      'window-full',
      'not-found',
      'key-in-flight',
      'hold-resolved',
      'invalid-input',
      'key-reused',
      'unknown-quantity-class',
      'event-too-old',
      'event-in-future',
      'capture-above-hold',
      'amount-too-large',
    ]),
  },
}

export const releaseHold: ZodOpenApiOperationObject = {
  operationId: 'releaseHold',
  tags: ['Holds'],
  summary: 'Give a hold back',
  description: 'Gives back all that it holds. Again, it changes nothing. Needs the scope `usage:write`.',
  requestParams: { path: holdPath },
  requestBody: { required: true, content: { 'application/json': { schema: ReleaseInput, example: {} } } },
  responses: {
    '200': answer('The hold.', ReleaseAnswer, {
      hold: released,
      balance: { available: '9995.88', held: '0' },
      replayed: false,
    }),
    ...problems([...ANY_WRITE, 'not-found', 'key-in-flight', 'hold-resolved', 'invalid-input']),
  },
}

export const getHold: ZodOpenApiOperationObject = {
  operationId: 'getHold',
  tags: ['Holds'],
  summary: 'Read one hold',
  description: 'Needs the scope `usage:write` or `balance:read`.',
  requestParams: { path: holdPath, query: accountQuery },
  responses: {
    '200': answer('The hold.', GetHoldAnswer, { hold: holdExample.hold }),
    ...problems([...ANY_READ, 'not-found', 'invalid-input']),
  },
}

export const quoteUsage: ZodOpenApiOperationObject = {
  operationId: 'quoteUsage',
  tags: ['Holds'],
  summary: 'Ask without spending',
  description:
    'What these quantities cost now, whether they would be admitted, and if not why, until when, and the ways past. Changes nothing and promises nothing: a hold does. Needs the scope `usage:write` or `balance:read`.',
  requestBody: {
    required: true,
    content: { 'application/json': { schema: QuoteInput, example: quoteRequestExample } },
  },
  responses: {
    '200': answer('The price and the answer.', QuoteAnswer, {
      action: 'chat',
      basis: 'quantities',
      tokens: '4.12',
      arithmetic: charge.arithmetic,
      rateCardVersion: 1,
      available: '9995.88',
      admitted: true,
      refusals: [],
      delaySeconds,
      limits,
    }),
    ...problems([
      ...ANY_WRITE,
      'not-found',
      'invalid-input',
      'unknown-action',
      'unknown-quantity-class',
      'estimate-missing',
      'amount-too-large',
    ]),
  },
}
