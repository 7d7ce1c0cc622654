import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { log } from '@/lib/log'
import { type ApiAnswer, type ApiRequest, newRequestId, serverFault } from './answer-request'
import { parseForm } from './form'
import { ApiRefusal, invalid } from './refusals'

const BODY_MAX = 1_000_000
const FORM = 'application/x-www-form-urlencoded'

interface ApiServerOptions {
  secretKey: string
  apiVersion: string
  answer: (request: ApiRequest) => Promise<ApiAnswer>
}

/** Stripe's API on a port of this machine alone that is free. It keeps no process alive. */
export async function serveApi(options: ApiServerOptions): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer((message, response) => void respond(message, response, options))
  server.on('connection', (socket) => socket.unref())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port.')
  return { port: address.port, stop: () => close(server) }
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function respond(message: IncomingMessage, response: ServerResponse, options: ApiServerOptions): Promise<void> {
  const id = newRequestId()
  const { status, body, isReplayed } = await answerOf(message, id, options)
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': id,
    'stripe-version': options.apiVersion,
    ...(isReplayed ? { 'idempotent-replayed': 'true' } : {}),
  })
  response.end(JSON.stringify(body))
}

async function answerOf(message: IncomingMessage, id: string, options: ApiServerOptions): Promise<ApiAnswer> {
  try {
    return await options.answer(await readRequest(message, id, options))
  } catch (error) {
    if (error instanceof ApiRefusal) return { ...error.answer, isReplayed: false }
    log().error({ err: error }, 'the payments sandbox failed')
    return { ...serverFault(), isReplayed: false }
  }
}

async function readRequest(message: IncomingMessage, id: string, options: ApiServerOptions): Promise<ApiRequest> {
  const { method = 'GET', url = '/', headers } = message
  requireKey(headers.authorization, options.secretKey)
  const version = headers['stripe-version']
  if (version !== options.apiVersion) {
    throw invalid(`Invalid Stripe API version: ${version ?? 'none'}. The sandbox speaks ${options.apiVersion}.`)
  }
  const { pathname: path, search } = new URL(url, 'http://sandbox')
  if (method !== 'POST') return { id, method, path, parameters: parseForm(search), key: null }
  const body = await readBody(message)
  if (body !== '' && !headers['content-type']?.startsWith(FORM)) throw invalid(`Send ${FORM}.`)
  const key = [headers['idempotency-key'] ?? []].flat()[0] ?? null
  if (key !== null && (key === '' || key.length > 255)) throw invalid('An idempotency key has 1 to 255 characters.')
  return { id, method, path, parameters: parseForm(body), key }
}

function requireKey(header: string | undefined, secretKey: string): void {
  const given = Buffer.from(header ?? '')
  const wanted = Buffer.from(`Bearer ${secretKey}`)
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return
  throw new ApiRefusal(401, { type: 'invalid_request_error', message: 'Invalid API Key provided.' })
}

async function readBody(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of message as AsyncIterable<Buffer>) {
    length += part.length
    if (length > BODY_MAX) throw invalid('The request is too large.', undefined, undefined, 413)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
