import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { API_KEY_PATTERN, composeApiKey, isWellFormedApiKey, shownPrefix } from './api-keys'

const bytes = fc
  .uint8Array({ minLength: 96, maxLength: 96 })
  .filter((drawn) => drawn.filter((byte) => byte < 248).length >= 32)

describe('an API key', () => {
  test('has the published shape and its own checksum', () => {
    fc.assert(
      fc.property(bytes, (drawn) => {
        const key = composeApiKey(drawn)
        expect(key).toMatch(API_KEY_PATTERN)
        expect(isWellFormedApiKey(key)).toBe(true)
      }),
    )
  })

  test('ends with the CRC32 that every library computes', () => {
    const key = composeApiKey(new Uint8Array(64).fill(7))
    const digits = [...key.slice(-6)].reduce(
      (sum, c) => sum * 62 + '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(c),
      0,
    )
    expect(digits).toBe(crc32(key.slice(8, 40)))
  })

  test('with any one character changed is seen as mistyped', () => {
    fc.assert(
      fc.property(bytes, fc.nat(37), fc.constantFrom(...'0aZ9xQ'), (drawn, at, other) => {
        const key = composeApiKey(drawn)
        fc.pre(key[8 + at] !== other)
        expect(isWellFormedApiKey(`${key.slice(0, 8 + at)}${other}${key.slice(9 + at)}`)).toBe(false)
      }),
    )
  })

  test.each(['', 'ck_live_', 'ck_test_', ' ck_live_00000000000000000000000000000000000000', 'ck_live_\u0000'])(
    '%j is no key',
    (text) => expect(isWellFormedApiKey(text)).toBe(false),
  )

  test('never uses a byte that would make a character likelier than another', () => {
    expect(() => composeApiKey(new Uint8Array(64).fill(250))).toThrow(RangeError)
  })

  test('shows only its first four random characters', () => {
    expect(shownPrefix('ck_live_abcdefghijk')).toBe('ck_live_abcd')
  })
})
