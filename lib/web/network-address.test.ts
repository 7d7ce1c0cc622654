import { expect, test } from 'vitest'
import { addressSeen, networkAddress } from './network-address'

test.each([
  ['', 0, '198.51.100.7'],
  ['203.0.113.9', 0, '198.51.100.7'],
  ['10.0.0.1, 203.0.113.9', 0, '198.51.100.7'],
  ['203.0.113.9', 1, '203.0.113.9'],
  ['10.0.0.1, 203.0.113.9', 1, '203.0.113.9'],
  ['10.0.0.1, 203.0.113.9, 192.0.2.1', 2, '203.0.113.9'],
  ['', 1, '198.51.100.7'],
  [' , ', 1, '198.51.100.7'],
])('what a client writes into %j before %d proxies of ours does not count: it is %s', (header, proxyCount, address) => {
  expect(addressSeen(header, '198.51.100.7', proxyCount)).toBe(address)
})

test('an address is read from the header that the server has set', () => {
  expect(networkAddress(new Headers({ 'x-forwarded-for': '203.0.113.9' }))).toBe('203.0.113.9')
  expect(networkAddress(new Headers())).toBe('unknown')
})
