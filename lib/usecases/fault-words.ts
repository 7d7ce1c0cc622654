import type { z } from 'zod'

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
export const faultWords: z.core.$ZodErrorMap = (issue) => {
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
