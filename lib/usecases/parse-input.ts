import type { z } from 'zod'
import { type Fault, Refusal } from '@/lib/domain/refusals'
import { faultWords } from './fault-words'

/** So many faults are told at once: the answer to nonsense is not many times as large as the nonsense. */
const FAULTS_MAX = 20

/** Parses by the schema, or refuses with its faults: where each is, a code, and what to do. */
export function parseInput<S extends z.ZodType>(schema: S, rawInput: unknown): z.output<S> {
  const parsed = schema.safeParse(rawInput, { error: faultWords })
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap(toFaults).slice(0, FAULTS_MAX)
  const fields = faults.map((fault) => fault.pointer || 'the top level').join(', ')
  throw new Refusal('invalid-input', { detail: `The input breaks a rule at ${fields}. Nothing was changed.`, faults })
}

function toFaults(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer([...issue.path, key]),
      code: 'unknown-field',
      message: 'Leave this field out: it is not part of the input.',
    }))
  }
  const code =
    issue.code === 'custom' && typeof issue.params?.code === 'string'
      ? issue.params.code
      : issue.code.replaceAll('_', '-')
  return [{ pointer: pointer(issue.path), code, message: issue.message }]
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
