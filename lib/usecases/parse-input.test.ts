import { expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '@/lib/domain/refusals'
import { parseInput } from './parse-input'

function wordsOf(schema: z.ZodType, input: unknown): string[] {
  try {
    parseInput(schema, input)
    return []
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.faults.map(({ message }) => message)
    throw refusal
  }
}

test.each<[z.ZodType, unknown, string]>([
  [z.string(), undefined, 'This is missing: send a text.'],
  [z.string(), 5, 'Send a text, not a number.'],
  [z.record(z.string(), z.string()), null, 'Send an object, not null.'],
  [z.strictObject({}), [], 'Send an object, not a list.'],
  [z.array(z.string()), {}, 'Send a list, not an object.'],
  [z.int(), 1.5, 'Send a whole number.'],
  [z.int(), '1', 'Send a number, not a text.'],
  [z.int().min(1), 0, 'Send at least 1.'],
  [z.int().max(86_400), 90_000, 'Send at most 86400.'],
  [z.string().min(1), '', 'Send at least 1 character.'],
  [z.string().max(255), 'x'.repeat(256), 'Send at most 255 characters.'],
  [z.enum(['admit', 'report']), 'force', 'Send "admit" or "report".'],
  [z.record(z.string().max(2), z.string()), { abc: 'x' }, 'Send at most 2 characters.'],
  [z.record(z.string().regex(/^a/, 'Begin with a.'), z.string()), { b: 'x' }, 'Begin with a.'],
  [z.string('Say who.'), 5, 'Say who.'],
])('%#: a fault says what to do', (schema, input, words) => {
  expect(wordsOf(schema, input)).toEqual([words])
})
