import 'server-only'
import { z } from 'zod'
import { createDocument, type oas31, type ZodOpenApiOperationObject, type ZodOpenApiOverrideContext } from 'zod-openapi'
import { BalanceAnswer } from '@/lib/domain/ledger/wire'
import { CloudEventInput } from '@/lib/domain/metering/cloud-events'
import { BATCH_EVENTS_MAX, UsageEventInput } from '@/lib/domain/metering/inputs'
import { ChargeAnswer, UsageAnswer } from '@/lib/domain/metering/wire'
import manifest from '@/package.json'
import { BatchAnswer } from './batch-answer'
import { balanceExample, chargeExample, cloudEventExample, eventExample } from './openapi-examples'
import { getForecast } from './openapi-forecast'
import { captureHold, getHold, openHold, quoteUsage, releaseHold } from './openapi-holds'
import { ANY_READ, ANY_WRITE, accountQuery, answer, problems } from './openapi-parts'
import { getSchedule } from './openapi-schedule'

const recordUsage: ZodOpenApiOperationObject = {
  operationId: 'recordUsage',
  tags: ['Usage'],
  summary: 'Record one usage event',
  description:
    'Prices the event and draws it from the grants in spend order. The same `id` again returns the first answer and charges nothing. Needs the scope `usage:write`.',
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: UsageEventInput, example: eventExample },
      'application/cloudevents+json': { schema: CloudEventInput, example: cloudEventExample },
    },
  },
  responses: {
    '200': answer('Recorded, now or before: see `replayed`.', UsageAnswer, chargeExample),
    ...problems([
      ...ANY_WRITE,
      'insufficient-tokens',
      'window-full',
      'account-frozen',
      'not-found',
      'key-in-flight',
      'invalid-input',
      'key-reused',
      'unknown-action',
      'unknown-quantity-class',
      'event-too-old',
      'event-in-future',
      'amount-too-large',
    ]),
  },
}

const recordUsageBatch: ZodOpenApiOperationObject = {
  operationId: 'recordUsageBatch',
  tags: ['Usage'],
  summary: 'Record many usage events',
  description: `Takes a list of at most ${BATCH_EVENTS_MAX} events. Each has its own answer with the status and the problem that it would have got alone; what is recorded stays when others are refused. Send the whole list again after a lost answer: nothing is charged twice. Needs the scope \`usage:write\`.`,
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: listOf(UsageEventInput), example: [eventExample] },
      'application/cloudevents-batch+json': { schema: listOf(CloudEventInput), example: [cloudEventExample] },
    },
  },
  responses: {
    '200': answer('One answer for each event.', BatchAnswer, {
      results: [{ index: 0, status: 200, ...chargeExample }],
      charged: 1,
      replayed: 0,
      refused: 0,
    }),
    ...problems([...ANY_WRITE, 'invalid-input']),
  },
}

const getBalance: ZodOpenApiOperationObject = {
  operationId: 'getBalance',
  tags: ['Balance'],
  summary: 'Read the balance',
  description: 'What an account has now, with its grants in spend order. Needs the scope `balance:read`.',
  requestParams: { query: accountQuery },
  responses: {
    '200': answer('The balance.', BalanceAnswer, balanceExample),
    ...problems([...ANY_READ, 'not-found', 'invalid-input']),
  },
}

const getCharge: ZodOpenApiOperationObject = {
  operationId: 'getCharge',
  tags: ['Usage'],
  summary: 'Read one charge',
  description: 'A charge with the arithmetic by which it came about. Needs the scope `charges:read`.',
  requestParams: { path: z.object({ id: z.uuid().meta({ description: 'Id of the charge.' }) }), query: accountQuery },
  responses: {
    '200': answer('The charge.', ChargeAnswer, { charge: chargeExample.charge, balance: chargeExample.balance }),
    ...problems([...ANY_READ, 'not-found', 'invalid-input']),
  },
}

let document: oas31.OpenAPIObject | undefined

/** The API in OpenAPI 3.1, made from the schemas that read the requests and type the answers. */
export function openApiDocument(): oas31.OpenAPIObject {
  document ??= createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Comptoir API',
        version: manifest.version,
        description:
          "The seller's machine interface: usage events in, charges and balances out. Tokens are decimal strings, exact to the thousandth.",
      },
      servers: [{ url: '/api/v1' }],
      security: [{ apiKey: [] }],
      tags: [
        { name: 'Usage', description: 'Reported usage and what it cost.' },
        { name: 'Holds', description: 'Tokens set aside for running work, and what work would cost.' },
        { name: 'Balance', description: 'What is left, and what is to come.' },
      ],
      paths: {
        '/usage': { post: recordUsage },
        '/usage/batch': { post: recordUsageBatch },
        '/holds': { post: openHold },
        '/holds/{id}': { get: getHold },
        '/holds/{id}/capture': { post: captureHold },
        '/holds/{id}/release': { post: releaseHold },
        '/quote': { post: quoteUsage },
        '/balance': { get: getBalance },
        '/forecast': { get: getForecast },
        '/schedule': { get: getSchedule },
        '/charges/{id}': { get: getCharge },
      },
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description:
              'An API key, in the Authorization header only: an account key, or a service key of the seller.',
          },
        },
      },
    },
    { override: openAnswer },
  )
  return document
}

/** Answers may gain fields later: a reader that refuses unknown ones would break. */
function openAnswer({ jsonSchema, io }: ZodOpenApiOverrideContext): void {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
}

function listOf<S extends z.ZodType>(event: S) {
  return z.array(event).max(BATCH_EVENTS_MAX)
}
