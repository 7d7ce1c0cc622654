import 'server-only'
import { z } from 'zod'
import type { ZodOpenApiResponsesObject } from 'zod-openapi'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { shortfallExample } from './openapi-examples'
import { ProblemAnswer } from './problem'
import { PROBLEM_KINDS, type ProblemName } from './problem-kinds'

export const ANY_READ: readonly ProblemName[] = [
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'not-acceptable',
  'too-slow',
  'head-too-large',
  'too-many-requests',
  'internal',
  'unavailable',
]
export const ANY_WRITE: readonly ProblemName[] = [...ANY_READ, 'too-large', 'unsupported-media-type']

export const accountQuery = z.object({
  account: AccountId.optional().meta({ description: 'Service keys must name the account; account keys know it.' }),
})

export function answer(description: string, schema: z.ZodType, example: object) {
  return { description, content: { 'application/json': { schema, example } } }
}

/** The problems of an operation by status; kinds of one status share its response. */
export function problems(names: readonly ProblemName[]): ZodOpenApiResponsesObject {
  const statuses = new Set(names.map((name) => PROBLEM_KINDS[name].status))
  return Object.fromEntries(
    [...statuses].map((status) => [
      `${status}`,
      {
        description: names
          .filter((name) => PROBLEM_KINDS[name].status === status)
          .map((name) => `\`${name}\`: ${PROBLEM_KINDS[name].title}.`)
          .join(' '),
        content: {
          'application/problem+json': {
            schema: ProblemAnswer,
            ...(status === shortfallExample.status ? { example: shortfallExample } : {}),
          },
        },
      },
    ]),
  )
}
