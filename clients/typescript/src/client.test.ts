import { afterEach, describe, expect, test } from 'vitest'
import {
  answers,
  type Behaviour,
  cut,
  cutMidway,
  deadAddress,
  type RoughServer,
  refuses,
  roughServer,
  silence,
} from '../testing/rough-server.js'
import { type Client, createClient } from './client.js'
import { Refused, Unreachable } from './errors.js'
import type { ClientOptions } from './options.js'

const charged = answers(200, { charge: { tokens: '1' }, balance: { available: '9', debt: '0' }, replayed: false })
const usage = { action: 'unit', quantities: { call: 1 } }
const backoff = { firstMillis: 1, longestMillis: 5 }

let server: RoughServer

async function clientOf(behaviours: Behaviour[], options: Partial<ClientOptions> = {}): Promise<Client> {
  server = await roughServer(...behaviours)
  return createClient({ url: server.url, key: 'ck_test', backoff, ...options })
}
afterEach(() => server?.close())

/** What the promise was rejected with. */
async function thrown<T extends Error>(promise: Promise<unknown>, kind: new (...args: never[]) => T): Promise<T> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(kind)
  return error as T
}

describe('a request without a clear answer is sent again, the very same bytes each time', () => {
  test.each<[string, Behaviour]>([
    ['a cut connection', cut],
    ['an answer that breaks off', cutMidway],
    ['no answer in time', silence],
    ['503', refuses(503, 'unavailable', {}, { 'retry-after': '0' })],
    ['502 of a proxy', answers(502, '<h1>Bad Gateway</h1>')],
    ['504', answers(504, '')],
    ['409 while the same event is running', refuses(409, 'key-in-flight', {}, { 'retry-after': '0' })],
    ['200 with what is no JSON', answers(200, '<h1>Log in</h1>')],
    ['200 with JSON that is no answer to it', answers(200, { ok: true })],
    ['a redirect', answers(302, '', { location: 'http://127.0.0.1:9/elsewhere' })],
  ])('after %s', async (_, failing) => {
    const client = await clientOf([failing, failing, charged], { tryTimeoutMillis: 400 })
    expect(await client.usage(usage)).toMatchObject({ charge: { tokens: '1' } })
    const [first, ...again] = server.heard.map(({ body }) => body)
    expect(again).toEqual([first, first])
    expect(JSON.parse(first ?? '')).toEqual({
      ...usage,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      occurredAt: expect.stringMatching(/^\d{4}-.*Z$/),
    })
  })

  test('500 is not sent again: it would be the same fault', async () => {
    const client = await clientOf([refuses(500, 'internal')])
    const error = await thrown(client.usage(usage), Unreachable)
    expect([error.status, error.tries, server.heard.length]).toEqual([500, 1, 1])
  })

  test('after the last try the request is thrown, to be sent again later as the same event', async () => {
    const client = await clientOf([cut, cut, cut, charged], { triesMax: 3 })
    const error = await thrown(client.usage(usage), Unreachable)
    expect(error).toMatchObject({ tries: 3, status: null, message: expect.stringContaining('3 tries') })
    expect(error.message).not.toContain('ck_test')
    await client.usage(JSON.parse(error.request.body ?? ''))
    expect(new Set(server.heard.map(({ body }) => body)).size).toBe(1)
  })

  test('nobody there is said as such', async () => {
    const client = createClient({ url: await deadAddress(), key: 'ck_test', backoff, triesMax: 2 })
    expect(await thrown(client.balance(), Unreachable)).toMatchObject({ tries: 2, status: null })
  })

  test('Retry-After is waited for, and not in vain', async () => {
    const busy = refuses(503, 'unavailable', {}, { 'retry-after': '1' })
    const client = await clientOf([busy, charged])
    await client.usage(usage)
    const [first, second] = server.heard.map(({ atMillis }) => atMillis)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990)
    const hurried = await clientOf([busy, charged])
    const error = await thrown(hurried.usage(usage, { timeoutMillis: 900 }), Unreachable)
    expect([error.retryAfterSeconds, server.heard.length]).toEqual([1, 1])
  })

  test('the whole call ends in time, however many tries are left', async () => {
    const client = await clientOf([silence], { tryTimeoutMillis: 60, triesMax: 100 })
    const startedAt = performance.now()
    await thrown(client.usage(usage, { timeoutMillis: 400 }), Unreachable)
    expect(performance.now() - startedAt).toBeLessThan(4000)
    expect(server.heard.length).toBeGreaterThan(1)
  })
})

describe('a clear no is thrown at once', () => {
  test.each([
    [401, 'unauthenticated'],
    [402, 'insufficient-tokens'],
    [403, 'account-frozen'],
    [404, 'not-found'],
    [409, 'hold-resolved'],
    [422, 'key-reused'],
    [429, 'window-full'],
  ])('%i %s, with its facts', async (status, kind) => {
    const client = await clientOf([refuses(status, kind, { needed: '5' }, { 'retry-after': '30' }), charged])
    const error = await thrown(client.usage(usage), Refused)
    expect(error).toMatchObject({ kind, status, retryAfterSeconds: 30, problem: { needed: '5' } })
    expect(error.message).toBe(`It is ${kind}.`)
    expect(server.heard.length).toBe(1)
  })

  test('a no that is not of Comptoir keeps its status', async () => {
    const client = await clientOf([answers(413, 'Request Entity Too Large')])
    expect(await thrown(client.usage(usage), Refused)).toMatchObject({ kind: 'http-413', retryAfterSeconds: null })
  })
})

describe('waiting for tokens or room in a window, when it is asked for', () => {
  const full = refuses(429, 'window-full', {}, { 'retry-after': '1' })

  test('sends the same event again once the window opens', async () => {
    const client = await clientOf([full, charged], { triesMax: 1 })
    await client.usage(usage, { waitUpToSeconds: 2, timeoutMillis: 950 })
    expect(new Set(server.heard.map(({ body }) => body)).size).toBe(1)
    expect((server.heard[1]?.atMillis ?? 0) - (server.heard[0]?.atMillis ?? 0)).toBeGreaterThanOrEqual(990)
  })

  test('takes the time from the problem when the header is missing: the next tokens, the next room', async () => {
    const at = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toISOString()
    for (const facts of [{ nextAddition: { at: at(), tokens: '5' } }, { nextAllowedAt: at() }]) {
      const client = await clientOf([refuses('nextAddition' in facts ? 402 : 429, 'x', facts), charged])
      await client.usage(usage, { waitUpToSeconds: 4 })
      expect(server.heard.length).toBe(2)
      server.close()
    }
  })

  test('is given up at once when it would take longer', async () => {
    const client = await clientOf([full, charged])
    const startedAt = performance.now()
    await thrown(client.usage(usage, { waitUpToSeconds: 0.9 }), Refused)
    expect(performance.now() - startedAt).toBeLessThan(900)
  })

  test('does not wait for what time does not change', async () => {
    const client = await clientOf([refuses(403, 'account-frozen', {}, { 'retry-after': '0' }), charged])
    await thrown(client.usage(usage, { waitUpToSeconds: 10 }), Refused)
  })
})

describe('an aborted call ends with the reason of its signal', () => {
  test('while it waits for an answer', async () => {
    const client = await clientOf([silence])
    const stop = new AbortController()
    const call = client.usage(usage, { signal: stop.signal })
    setTimeout(() => stop.abort(new RangeError('Enough.')), 30)
    expect((await thrown(call, RangeError)).message).toBe('Enough.')
  })

  test('while it waits to try again', async () => {
    const client = await clientOf([refuses(503, 'unavailable', {}, { 'retry-after': '20' })])
    const call = client.usage(usage, { signal: AbortSignal.timeout(60) })
    expect((await thrown(call, DOMException)).name).toBe('TimeoutError')
  })

  test('before it began, without a request', async () => {
    const client = await clientOf([charged])
    await thrown(client.usage(usage, { signal: AbortSignal.abort() }), DOMException)
    expect(server.heard).toEqual([])
  })

  test('even when the fetch that was handed in does not listen', async () => {
    const deaf = createClient({ url: 'http://x.test', key: 'k', fetch: () => new Promise(() => {}), triesMax: 1 })
    await thrown(deaf.balance({}, { signal: AbortSignal.timeout(20) }), DOMException)
    await thrown(deaf.balance({}, { tryTimeoutMillis: 20 }), Unreachable)
  })
})

describe('what goes out', () => {
  test('the key in its header only, the account of the client where none is named', async () => {
    const client = await clientOf([charged, charged, answers(200, { available: '9' }), answers(200, { charge: {} })], {
      account: 'a1',
    })
    await client.usage(usage)
    await client.usage({ ...usage, account: 'a2', id: 'mine', occurredAt: '2026-01-01T00:00:00Z' })
    await client.balance()
    await client.charge('x/y', { account: 'a&b' })
    expect(server.heard.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/v1/usage',
      'POST /api/v1/usage',
      'GET /api/v1/balance?account=a1',
      'GET /api/v1/charges/x%2Fy?account=a%26b',
    ])
    expect(new Set(server.heard.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer ck_test']))
    const [first, second] = server.heard.map(({ body }) => body)
    expect(JSON.parse(first ?? '')).toMatchObject({ account: 'a1' })
    const own = { ...usage, account: 'a2', id: 'mine', occurredAt: '2026-01-01T00:00:00Z' }
    expect(JSON.parse(second ?? '')).toEqual(own)
  })

  test('each event of a batch has its own name', async () => {
    const client = await clientOf([answers(200, { results: [], charged: 0, replayed: 0, refused: 0 })])
    await client.usageBatch([usage, usage, { ...usage, id: 'mine' }])
    const ids = (JSON.parse(server.heard[0]?.body ?? '') as { id: string }[]).map(({ id }) => id)
    expect([new Set(ids).size, ids[2]]).toEqual([3, 'mine'])
  })

  test('a prepared event goes out as it is', async () => {
    const client = await clientOf([charged], { account: 'a1' })
    const event = client.prepare(usage)
    await client.usage(event)
    expect(JSON.parse(server.heard[0]?.body ?? '')).toEqual(event)
  })
})

test.each([
  ['an address without a scheme', { url: 'tokens.example.com' }],
  ['an address of another scheme', { url: 'ftp://tokens.example.com' }],
  ['an empty key', { key: '' }],
  ['a key with a line break', { key: 'ck\n' }],
  ['no tries', { triesMax: 0 }],
  ['a timeout that is no number', { timeoutMillis: Number.NaN }],
])('a client with %s is not made', (_, options) => {
  expect(() => createClient({ url: 'https://x.test', key: 'k', ...options })).toThrow(TypeError)
})
