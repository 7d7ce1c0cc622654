import { expect, test } from 'vitest'
import { returnPath } from './return-path'

test.each([
  ['/a/x/keys', '/a/x/keys'],
  ['/a/x?view=table', '/a/x?view=table'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/%2f/evil\nx', '/'],
  ['/.//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/%2e//evil.example', '/'],
  ['/a/%2E%2e//evil.example', '/'],
  [`/${'a'.repeat(600)}`, '/'],
  [['/a'], '/'],
  [undefined, '/'],
])('from %j the way back is %s', (text, path) => expect(returnPath(text)).toBe(path))
