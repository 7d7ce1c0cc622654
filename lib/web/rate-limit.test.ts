import { expect, test } from 'vitest'
import { AddressLimiter, SecretGate } from './rate-limit'

const limits = { burst: 3, perSecond: 0.5, addressesMax: 2 }

test('an address waits after its burst of failures, and no other does', () => {
  let millis = 0
  const limiter = new AddressLimiter(() => millis, limits)
  for (let i = 0; i < 3; i++) {
    expect(limiter.waitSeconds('a')).toBe(0)
    limiter.count('a')
  }
  expect(limiter.waitSeconds('a')).toBe(2)
  expect(limiter.waitSeconds('b')).toBe(0)
  millis = 1500
  expect(limiter.waitSeconds('a')).toBe(1)
  millis = 2000
  expect(limiter.waitSeconds('a')).toBe(0)
})

test('failures while waiting do not make the wait longer than for one', () => {
  const limiter = new AddressLimiter(() => 0, limits)
  for (let i = 0; i < 100; i++) limiter.count('a')
  expect(limiter.waitSeconds('a')).toBe(2)
})

test('a clock that steps back gives nothing back', () => {
  let millis = 10_000
  const limiter = new AddressLimiter(() => millis, limits)
  for (let i = 0; i < 3; i++) limiter.count('a')
  millis = 0
  expect(limiter.waitSeconds('a')).toBe(2)
})

test('the address heard longest ago is forgotten first', () => {
  const limiter = new AddressLimiter(() => 0, limits)
  for (const address of ['a', 'a', 'a', 'b', 'b', 'b', 'c']) limiter.count(address)
  expect(limiter.waitSeconds('a')).toBe(0)
  expect(limiter.waitSeconds('b')).toBe(2)
})

test('a gate makes all wait behind an address that failed too often, but for secrets that were good and still are', () => {
  const gate = new SecretGate(new AddressLimiter(() => 0, limits))
  gate.wasGood('good')
  for (const mark of ['x', 'y', 'z']) gate.wasWrong('a', mark)
  expect(['x', 'other', 'good'].map((mark) => gate.waitSeconds('a', mark))).toEqual([2, 2, 0])
  expect(gate.waitSeconds('b', 'x')).toBe(0)
  gate.wasWrong('a', 'good')
  expect(gate.waitSeconds('a', 'good')).toBe(2)
})
