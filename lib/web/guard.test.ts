import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, test } from 'vitest'
import { config } from '@/proxy'
import { guard } from './guard'
import { PATH_HEADER } from './security-headers'

const SITE = 'http://127.0.0.1:3000'

function ask(path: string, { method = 'GET', ...headers }: Record<string, string> = {}) {
  return guard(new NextRequest(`${SITE}${path}`, { method, headers: { host: '127.0.0.1:3000', ...headers } }))
}

describe('before every page', () => {
  test('scripts run only with a nonce that no other answer has', () => {
    const nonces = [1, 2].map(
      () => /'nonce-([^']+)'/.exec(ask('/sign-in').headers.get('content-security-policy') ?? '')?.[1],
    )
    expect(nonces[0]).toMatch(/^[\w+/]{22}==$/)
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test.each([
    ['content-security-policy', /default-src 'none'.*frame-ancestors 'none'; base-uri 'none'; form-action 'self'/],
    ['x-content-type-options', /^nosniff$/],
    ['referrer-policy', /^strict-origin$/],
    ['cache-control', /no-store/],
    ['cross-origin-opener-policy', /^same-origin$/],
  ])('the answer has %s', (name, value) => expect(ask('/a/x').headers.get(name)).toMatch(value))

  test('the page learns its own path from us and not from the client', () => {
    const answer = ask('/a/x?view=table', { [PATH_HEADER]: '//evil.example' })
    expect(answer.headers.get(`x-middleware-request-${PATH_HEADER}`)).toBe('/a/x?view=table')
  })

  test.each([
    [{ origin: SITE }, 200],
    [{ origin: 'http://localhost:3000' }, 200],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 403],
    [{ origin: SITE, 'sec-fetch-site': 'cross-site' }, 403],
  ])('a post with %j is answered %d', (headers, status) => {
    expect(ask('/sign-in', { method: 'POST', ...(headers as Record<string, string>) }).status).toBe(status)
  })

  test.each([
    ['262144', 200],
    ['262145', 413],
    ['99999999999999999999999', 413],
    ['1e1', 413],
  ])('a form of %s bytes is answered %d', (length, status) => {
    expect(ask('/sign-in', { method: 'POST', origin: SITE, 'content-length': length }).status).toBe(status)
  })

  test.each([[{ host: 'evil.example' }], [{ 'x-forwarded-host': 'evil.example' }]])(
    '%j is no site of ours',
    async (headers) => {
      const answer = ask('/sign-in', headers as Record<string, string>)
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(SITE)
    },
  )

  test.each([
    ['/sign-in', true],
    ['/api/auth/session', true],
    ['/favicon.ico', true],
    ['/favicon.icon', true],
    ['/api/healthy', true],
    ['/api/v2/usage', true],
    ['/_next/data/x.json', true],
    ['/api/health', false],
    ['/api/v1/usage', false],
  ])('it stands before %s: %s', (path, guarded) => {
    expect(unstable_doesMiddlewareMatch({ config, url: path, nextConfig: {} })).toBe(guarded)
  })
})
