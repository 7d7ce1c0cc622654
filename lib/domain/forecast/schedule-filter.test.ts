import { expect, it } from 'vitest'
import { parseKinds } from './schedule-filter'

it.each([
  [undefined, [], 0],
  ['', [], 1],
  ['expiry', ['expiry'], 0],
  [['renewal', 'expiry', 'renewal'], ['expiry', 'renewal'], 0],
  [['renewal', 'nonsense', 'EXPIRY'], ['renewal'], 2],
  ['toString', [], 1],
] as const)('an address that asks for %j shows %j and says that %i meant nothing', (asked, kinds, ignored) => {
  expect(parseKinds(asked)).toEqual({ kinds, ignored })
})
