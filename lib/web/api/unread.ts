import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { Refusal } from '@/lib/domain/refusals'
import { isMethod, methodNotAllowed, problemAnswer } from '../api-route'
import { isReadableTarget } from '../request-target'
import { send } from './door'

/** Answers a request that no route can read, and says whether it did. */
export function refuseUnreadable(message: IncomingMessage, response: ServerResponse): boolean {
  const rule = brokenRule(message)
  if (rule) refuse(message, response, new Refusal('invalid-request', { detail: rule }))
  return rule !== null
}

/** Answers a request whose method no path has: TRACE, which would echo it, and those of other protocols. The framework fails on them. */
export function refuseMethod(message: IncomingMessage, response: ServerResponse): boolean {
  if (isMethod(message.method)) return false
  refuse(message, response, methodNotAllowed(['GET', 'HEAD', 'POST', 'OPTIONS']))
  return true
}

function refuse(message: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  send(response, message, problemAnswer(refusal, randomUUID()))
}

function brokenRule({ httpVersion, headers, url }: IncomingMessage): string | null {
  if (httpVersion === '1.1' && headers.host === undefined)
    return 'The request names no host. Nothing was changed. Send the header Host.'
  return isReadableTarget(url)
    ? null
    : 'The address is not a path in UTF-8, percent-encoded. Nothing was changed. Send one such as /api/v1/usage.'
}

/** What is being answered on a connection. */
const underWay = new WeakMap<Socket, ServerResponse>()

export function noteUnderWay(message: IncomingMessage, response: ServerResponse): void {
  underWay.set(message.socket, response)
}

/**
 * Ends a connection on which something came that is not HTTP: two lengths, a broken chunk, a head without end. It says why, after
 * the answer to the request before it, and never into the middle of one.
 */
export function refuseUnparsed(error: ParserError, socket: Socket): void {
  const response = underWay.get(socket)
  if (!response || response.writableFinished) end(error, socket)
  else if (response.req.complete) response.once('close', () => end(error, socket))
  else if (response.headersSent) socket.destroy()
  else end(error, socket)
}

/** As Node's parser throws it; `reason` is the rule of HTTP in words. */
type ParserError = Error & { code?: string; reason?: string }

function end(error: ParserError, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const { status, headers, body } = problemAnswer(unparsed(error), randomUUID())
  const fields = { ...headers, 'content-length': Buffer.byteLength(body ?? ''), connection: 'close' }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body ?? ''].join('\r\n'))
}

function unparsed({ code, reason }: ParserError): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Refusal('head-too-large', {
      detail: 'Address and headers are larger than 16 KiB together. Nothing was changed. Send less in them.',
    })
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Refusal('too-slow', {
      detail: 'The request did not arrive in time. Nothing was changed. Send it again.',
    })
  return new Refusal('invalid-request', {
    detail: `The request breaks a rule of HTTP${reason ? ` (${reason})` : ''}. Nothing was changed. Send a whole head, and a body of the length that it announces or in chunks.`,
  })
}
