import { expect, test } from 'vitest'
import { parseForm } from './form'
import { ApiRefusal } from './refusals'

test('names nest as the SDK writes them', () => {
  const form = 'a=1&b[c]=x%20y&d[0][e]=1&d[1][e]=2&f[]=p&f[]=q&g[2]=sparse'
  expect(parseForm(form)).toEqual({
    a: '1',
    b: { c: 'x y' },
    d: [{ e: '1' }, { e: '2' }],
    f: ['p', 'q'],
    g: { 2: 'sparse' },
  })
  expect(parseForm('')).toEqual({})
})

test.each([
  ['a value that also has names', 'a=1&a[b]=2'],
  ['names that also have a value', 'a[b]=2&a=1'],
  ['a name twice', 'a=1&a=2'],
  ['brackets that do not close', 'a[b=1'],
  ['no name', '=1'],
  ['too many', Array.from({ length: 1001 }, (_, i) => `a${i}=1`).join('&')],
])('refused: %s', (_, form) => {
  expect(() => parseForm(form)).toThrow(ApiRefusal)
})

test('names of the language itself are names like others', () => {
  expect(Object.keys(parseForm('__proto__[x]=1&constructor=2'))).toEqual(['__proto__', 'constructor'])
  expect(({} as { x?: string }).x).toBeUndefined()
})
