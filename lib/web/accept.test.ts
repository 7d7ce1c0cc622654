import { expect, test } from 'vitest'
import { acceptsJson } from './accept'

test.each<[string | null, boolean]>([
  [null, true],
  ['', true],
  ['*/*', true],
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['text/html, application/*;q=0.8', true],
  ['application/problem+json', true],
  ['application/xml', false],
  ['text/html', false],
  ['application/json;q=0', false],
  ['application/json;q=0.000, text/plain', false],
])('an Accept header of %j takes JSON: %s', (accept, expected) => {
  expect(acceptsJson(accept)).toBe(expected)
})
