import { createServer } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { serviceKey } from '@/lib/testing/api-call'
import { testHouse } from '@/lib/testing/house'
import { BODY_BYTES_MAX } from '../json-body'
import { answerDirectly } from './door'

const server = createServer((message, response) => void answerDirectly(message, response))
let key: string
let port: number

beforeAll(async () => {
  key = await serviceKey(testHouse())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

function head(...headers: string[]): string {
  const lines = ['Host: x', `Authorization: Bearer ${key}`, 'Content-Type: application/json', ...headers]
  return `POST /api/v1/usage HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

/** Status lines of all answers on one connection, until the server closes it. */
async function send(...parts: (string | Buffer)[]): Promise<string[]> {
  const socket = net.connect(port, '127.0.0.1')
  for (const part of parts) socket.write(part)
  let answer = ''
  for await (const bytes of socket) answer += bytes
  return answer.match(/^HTTP.*$/gm) ?? []
}

it('answers a body that grows beyond the limit, announced or not, and closes', async () => {
  const size = BODY_BYTES_MAX + 65_536
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, ' '), Buffer.from('\r\n')])
  const answers = [
    await send(head(`Content-Length: ${size}`), Buffer.alloc(size, ' ')),
    await send(head('Transfer-Encoding: chunked'), ...Array<Buffer>(17).fill(chunk), '0\r\n\r\n'),
  ]
  expect(answers).toEqual(Array(2).fill([expect.stringContaining(' 413 ')]))
})

it('takes no body that was refused unread for the next request', async () => {
  const smuggled = 'GET /api/v1/balance HTTP/1.1\r\nHost: x\r\n\r\n'
  const refused = `POST /api/v1/usage HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n${smuggled}`
  expect(await send(refused)).toEqual([expect.stringContaining(' 401 ')])
})

it('takes a client that hangs up amid its body for no failure of ours', async () => {
  const logged = vi.spyOn(log(), 'error')
  const socket = net.connect(port, '127.0.0.1')
  const closed = new Promise((done) => server.once('connection', (theirs) => theirs.once('close', done)))
  socket.write(`${head('Content-Length: 100')}{"id"`)
  await new Promise((seen) => server.once('request', seen))
  setTimeout(() => socket.resetAndDestroy(), 50)
  await closed
  await new Promise((soon) => setTimeout(soon, 50))
  expect(logged).not.toHaveBeenCalled()
})
