import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceKey } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { answerDirectly } from './door'
import { noteUnderWay, refuseMethod, refuseUnparsed, refuseUnreadable } from './unread'

const house = testHouse()
const server = createServer(
  { requireHostHeader: false, requestTimeout: 200, headersTimeout: 200, connectionsCheckingInterval: 50 },
  answer,
)
server.on('clientError', refuseUnparsed)
let port: number

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

/** As lib/boot/server.ts has it; what is left to the framework begins an answer and goes on with it a little later. */
function answer(message: IncomingMessage, response: ServerResponse): void {
  noteUnderWay(message, response)
  if (refuseUnreadable(message, response) || answerDirectly(message, response) || refuseMethod(message, response))
    return
  response.writeHead(200, { 'content-length': 9 }).write('begun')
  setTimeout(() => response.end(', so'), 50)
}

/** All that comes on one connection until the server ends it. */
async function send(text: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  socket.write(text)
  let answers = ''
  for await (const bytes of socket) answers += bytes
  return answers
}

test.each([
  ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
  ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}'],
  ['a broken chunk', 'Transfer-Encoding: chunked\r\n\r\nx\r\n'],
])('%s are refused as a problem, and the connection is closed', async (_, rest) => {
  const told = await send(`POST /api/v1/usage HTTP/1.1\r\nHost: x\r\n${rest}`)
  expect(told).toMatch(/^HTTP\/1.1 400 Bad Request\r\ncontent-type: application\/problem\+json\r\n/)
  expect(told).toMatch(/"type":"\/api\/v1\/problems\/invalid-request".*breaks a rule of HTTP \(/)
  expect(told.match(/x-request-id: (\S+)/)?.[1]).toBe(told.match(/urn:uuid:([^"]+)/)?.[1])
})

test('a head that is too large is refused as such, one that does not come in time too', async () => {
  const large = await send(`GET /api/v1/balance HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`)
  expect(large).toMatch(/^HTTP\/1.1 431 .*"type":"\/api\/v1\/problems\/head-too-large"/s)
  const slow = await send('GET /api/v1/balance HTTP/1.1\r\nHost:')
  expect(slow).toMatch(/^HTTP\/1.1 408 .*"type":"\/api\/v1\/problems\/too-slow"/s)
})

test('a charge is told before the refusal of what follows it on the connection', async () => {
  const [key, account] = [await serviceKey(house), await testAccount(house, '10')]
  const event = {
    id: randomUUID(),
    account,
    action: 'unit',
    quantities: { call: 1 },
    occurredAt: new Date().toISOString(),
  }
  const body = JSON.stringify(event)
  const head = [
    `Host: x`,
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  const told = await send(`POST /api/v1/usage HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}, and more`)
  expect(told.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
})

test('nothing is written into the midst of an answer', async () => {
  const told = await send('GET /page HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n')
  expect(told).toMatch(/begun, soHTTP\/1.1 400 /)
  const cut = await send('POST /page HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nnonsense\r\n')
  expect(cut.match(/HTTP\/1.1/g)?.length ?? 0).toBeLessThan(2)
})

test('a request without a host, or to no path, is a 400; a method that no path has is a 405 with those that this one has', async () => {
  const ask = (line: string, host = 'Host: x\r\n') => send(`${line} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)
  expect(await ask('GET /api/v1/balance', '')).toMatch(/^HTTP\/1.1 400 .*names no host/s)
  expect(await ask('GET http://y/')).toMatch(/^HTTP\/1.1 400 .*not a path/s)
  expect(await ask('TRACE /api/v1/balance')).toMatch(/^HTTP\/1.1 405 .*allow: GET, HEAD, OPTIONS\r\n/s)
  expect(await ask('PROPFIND /page')).toMatch(/^HTTP\/1.1 405 .*allow: GET, HEAD, POST, OPTIONS\r\n/s)
})
