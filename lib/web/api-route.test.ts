import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import * as balance from '@/app/api/v1/balance/route'
import * as quote from '@/app/api/v1/quote/route'
import * as usage from '@/app/api/v1/usage/route'
import { composeApiKey } from '@/lib/domain/access/api-keys'
import { Refusal } from '@/lib/domain/refusals'
import { type ApiCall, accountKey, callApi } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { apiRoute, unknownPaths } from './api-route'

const house = testHouse()
let key = ''
let body = ''

beforeAll(async () => {
  key = await accountKey(house, await testAccount(house, '1000000'))
  body = JSON.stringify({
    id: randomUUID(),
    action: 'unit',
    quantities: { call: 1 },
    occurredAt: '2026-01-01T00:00:00Z',
  })
})

describe('a request that cannot be read', () => {
  test.each<[string, number, () => ApiCall]>([
    ['no key', 401, () => ({ key: undefined })],
    ['a key that is no key', 401, () => ({ key: 'ck_live_x' })],
    ['a key with a wrong checksum', 401, () => ({ key: `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}` })],
    ['a well-formed key that nobody has', 401, () => ({ key: composeApiKey(randomBytes(96)) })],
    ['the key in the address', 400, () => ({ query: `?api_key=${key}` })],
    ['a key under another name in the address', 400, () => ({ query: `?x=${key}` })],
    ['parameters', 422, () => ({ query: '?a=1' })],
    ['text/plain', 415, () => ({ type: 'text/plain' })],
    ['no content type', 415, () => ({ type: '' })],
    ['a form', 415, () => ({ type: 'application/x-www-form-urlencoded' })],
    ['the batch type of CloudEvents', 415, () => ({ type: 'application/cloudevents-batch+json' })],
    ['another character set', 415, () => ({ type: 'application/json; charset=latin1' })],
    ['gzip', 415, () => ({ headers: { 'content-encoding': 'gzip' } })],
    ['an Accept header without JSON', 406, () => ({ headers: { accept: 'application/xml' } })],
    ['more than 1 MiB', 413, () => ({ body: `${body}${' '.repeat(1024 * 1024)}` })],
    ['more than 1 MiB announced', 413, () => ({ headers: { 'content-length': '1048577' } })],
    ['bytes that are not UTF-8', 400, () => ({ body: new Uint8Array([0x22, 0xff, 0x22]) })],
    ['a cut document', 400, () => ({ body: body.slice(0, -1) })],
    ['an empty body', 400, () => ({ body: '' })],
    ['a field twice', 400, () => ({ body: body.replace('{', '{"id":"x",') })],
    ['__proto__', 400, () => ({ body: body.replace('{', '{"__proto__":{},') })],
    ['a number with an exponent', 422, () => ({ body: body.replace('1}', '1e3}') })],
    ['a list', 422, () => ({ body: `[${body}]` })],
    ['null', 422, () => ({ body: 'null' })],
  ])('with %s is answered %i, as a problem with a request id', async (_, status, change) => {
    const answer = await callApi(usage.POST, { key, body, ...change() })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toMatchObject({ status, instance: `urn:uuid:${answer.headers.get('x-request-id')}` })
    expect(answer.body.detail).not.toContain(key)
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="comptoir"' : null)
  })

  test('with another method is answered 405 and told the methods there are', async () => {
    for (const handler of [usage.GET, usage.PUT, usage.PATCH, usage.DELETE]) {
      const { status, headers } = await callApi(handler, { key })
      expect([status, headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    }
    const posted = await callApi(balance.POST, { key, body: '{}', headers: { 'x-http-method-override': 'GET' } })
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  test('of an unknown path is answered 404, whatever the method', async () => {
    for (const handler of Object.values(unknownPaths())) expect((await callApi(handler)).status).toBe(404)
  })
})

test('OPTIONS names the methods and lets no other site in', async () => {
  const { status, headers } = await callApi(usage.OPTIONS, { method: 'OPTIONS' })
  expect([status, headers.get('allow'), headers.get('access-control-allow-origin')]).toEqual([
    204,
    'POST, OPTIONS',
    null,
  ])
})

test('a body without a length is read as it comes, to the limit', async () => {
  const stream = (size: number) => new Blob([`"${'x'.repeat(size)}"`]).stream()
  const send = (size: number) =>
    usage.POST(
      new Request('http://127.0.0.1/api/v1/usage', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: stream(size),
        duplex: 'half',
      } as RequestInit),
      { params: Promise.resolve({}) },
    )
  expect((await send(1000)).status).toBe(422)
  expect((await send(1024 * 1024)).status).toBe(413)
})

test('a body is read at a path for which the framework has no parameters', async () => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const request = new Request('http://127.0.0.1/api/v1/quote', { method: 'POST', headers, body: '{"action":"unit"}' })
  const answer = await quote.POST(request, { params: Promise.resolve(undefined) })
  expect([answer.status, (await answer.json()).type]).toEqual([422, '/api/v1/problems/estimate-missing'])
})

test('an address with many failures waits, and a good client behind it does not', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' }
  await callApi(balance.GET, { key, headers })
  for (let i = 0; i < 30; i++) expect((await callApi(balance.GET, { key: 'nobody', headers })).status).toBe(401)
  const waiting = await callApi(balance.GET, { key: 'nobody', headers })
  expect(waiting).toMatchObject({ status: 429, body: { type: '/api/v1/problems/too-many-requests' } })
  expect(waiting.headers.get('retry-after')).toBe('1')
  expect((await callApi(balance.GET, { key, headers })).status).toBe(200)
  expect((await callApi(balance.GET, { key: 'nobody' })).status).toBe(401)
})

test('a fault of ours is told without its inside, an unavailable ledger with Retry-After', async () => {
  const broken = apiRoute({
    GET: async () => {
      throw new Error('password=secret at /srv/app/x.ts')
    },
    POST: async () => {
      throw new Refusal('unavailable', { detail: 'Away.', retryAfterSeconds: 2 })
    },
  })
  const fault = await callApi(broken.GET)
  expect(fault).toMatchObject({ status: 500, body: { type: '/api/v1/problems/internal' } })
  expect(JSON.stringify(fault.body)).not.toMatch(/secret|srv/)
  const away = await callApi(broken.POST, { body: '{}' })
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2'])
})
