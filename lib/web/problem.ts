import { z } from 'zod'
import { Refusal } from '@/lib/domain/refusals'
import { log } from '@/lib/log'
import { PROBLEM_KINDS } from './problem-kinds'

/** RFC 9457, with the facts of the refusal beside the standard members. */
export const ProblemAnswer = z
  .looseObject({
    type: z.string().meta({ format: 'uri-reference', description: 'Names the kind; the address explains it.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened and what to do.' }),
    instance: z.string().meta({ description: 'The id of the request, to be quoted in questions.' }),
    errors: z
      .array(
        z
          .object({
            pointer: z.string().meta({ description: 'JSON pointer into what you sent.' }),
            code: z.string(),
            detail: z.string(),
          })
          .meta({ id: 'Fault' }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'Why the request was refused, after RFC 9457.' })

export type ProblemWire = z.output<typeof ProblemAnswer>

/** Whatever was thrown, as the problem that the caller sees. What is no refusal is logged and told without its inside. */
export function toProblem(error: unknown, requestId: string): ProblemWire {
  const refusal = error instanceof Refusal ? error : null
  if (!refusal) log().error({ err: error, requestId }, 'A request failed.')
  const kind = refusal?.kind ?? 'internal'
  const { status, title, remedy } = PROBLEM_KINDS[kind]
  const faults = refusal?.faults ?? []
  return {
    ...refusal?.facts,
    type: `/api/v1/problems/${kind}`,
    title,
    status,
    detail: refusal?.message ?? `Something failed on our side. ${remedy}`,
    instance: `urn:uuid:${requestId}`,
    ...(faults.length > 0
      ? { errors: faults.map(({ pointer, code, message }) => ({ pointer, code, detail: message })) }
      : {}),
  }
}

const JITTER = 0.2

/** A window opens for everybody at once: up to a fifth is added, so that not everybody comes at once. */
function withJitter({ kind, retryAfterSeconds = 0 }: Refusal): number {
  return kind === 'window-full' ? Math.ceil(retryAfterSeconds * (1 + JITTER * Math.random())) : retryAfterSeconds
}

/** The headers that belong to a refusal: when to come again, and how to authenticate. */
export function problemHeaders(error: unknown): Record<string, string> {
  if (!(error instanceof Refusal)) return {}
  return {
    ...error.fields,
    ...(error.retryAfterSeconds === undefined ? {} : { 'retry-after': `${withJitter(error)}` }),
    ...(error.kind === 'unauthenticated' ? { 'www-authenticate': 'Bearer realm="comptoir"' } : {}),
    ...(error.kind === 'method-not-allowed' && Array.isArray(error.facts.allowed)
      ? { allow: error.facts.allowed.join(', ') }
      : {}),
  }
}
