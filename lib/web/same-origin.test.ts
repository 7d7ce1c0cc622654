import { describe, expect, test } from 'vitest'
import { isOwnHost, isSameOrigin } from './same-origin'

const site = 'https://tokens.example.com'

describe('a changing request', () => {
  test.each([
    [{ origin: site }, true],
    [{ origin: site, 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: site, 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'http://tokens.example.com' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'https://tokens.example.com.evil.example' }, false],
    [{ origin: 'https://tokens.example.com:8443' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '' }, false],
    [{}, false],
  ])('with %j comes from our own page: %s', (headers, own) => {
    expect(isSameOrigin(new Headers(headers as Record<string, string>), site)).toBe(own)
  })

  test('on one computer may come from any of its names', () => {
    expect(isSameOrigin(new Headers({ origin: 'http://localhost:3000' }), 'http://127.0.0.1:3000')).toBe(true)
    expect(isSameOrigin(new Headers({ origin: 'http://localhost:3001' }), 'http://127.0.0.1:3000')).toBe(false)
  })
})

describe('a host', () => {
  test.each([
    [{ host: 'tokens.example.com' }, true],
    [{ host: 'Tokens.Example.com', 'x-forwarded-host': 'tokens.example.com' }, true],
    [{ host: 'evil.example' }, false],
    [{ host: 'tokens.example.com', 'x-forwarded-host': 'evil.example' }, false],
  ])('%j is ours: %s', (headers, own) =>
    expect(isOwnHost(new Headers(headers as Record<string, string>), site)).toBe(own),
  )
})
