import type { z } from 'zod'
import { type Fault, Refusal } from '@/lib/domain/refusals'

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

const THINGS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const UNITS: Readonly<Record<string, string>> = { string: 'characters', array: 'items', set: 'items' }

/** What to do about a fault, where the schema has no words of its own for it. */
const faultWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected, issue.input)
    case 'too_small':
      return `Send at least ${amount(issue.minimum, issue.origin)}.`
    case 'too_big':
      return `Send at most ${amount(issue.maximum, issue.origin)}.`
    case 'invalid_value':
      return `Send ${issue.values.map((value) => `"${String(value)}"`).join(' or ')}.`
    case 'invalid_key':
      return issue.issues[0]?.message
    default:
      return undefined
  }
}

function typeWords(expected: string, input: unknown): string {
  const wanted = THINGS[expected] ?? expected
  if (input === undefined) return `This is missing: send ${wanted}.`
  const given = thingOf(input)
  return given === 'a number' && expected === 'int' ? 'Send a whole number.' : `Send ${wanted}, not ${given}.`
}

function thingOf(input: unknown): string {
  if (input === null) return 'null'
  return THINGS[Array.isArray(input) ? 'array' : typeof input] ?? typeof input
}

function amount(limit: number | bigint, origin: string): string {
  const unit = UNITS[origin]
  if (unit === undefined) return `${limit}`
  return `${limit} ${limit === 1 ? unit.slice(0, -1) : unit}`
}
