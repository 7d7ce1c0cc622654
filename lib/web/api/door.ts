import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApiRoute, isMethod } from '../api-route'
import { balanceRoute } from './balance'
import { captureRoute, holdRoute, holdsRoute, releaseRoute } from './holds'
import { quoteRoute } from './quote'
import { type ApiAnswer, fromNodeRequest } from './request'
import { usageRoute } from './usage'
import { usageBatchRoute } from './usage-batch'

/**
 * The paths that a seller's service calls for every piece of work. They are answered by the same routes as in `app/api/v1`,
 * without the framework between (docs/decisions/0006-direct-door.md has the measurement).
 */
const ROUTES: ReadonlyMap<string, ApiRoute> = new Map([
  ['/api/v1/usage', usageRoute],
  ['/api/v1/usage/batch', usageBatchRoute],
  ['/api/v1/balance', balanceRoute],
  ['/api/v1/quote', quoteRoute],
  ['/api/v1/holds', holdsRoute],
])
const ROUTES_OF_HOLD: ReadonlyMap<string, ApiRoute> = new Map([
  ['', holdRoute],
  ['/capture', captureRoute],
  ['/release', releaseRoute],
])
const HOLD_PATH = /^\/api\/v1\/holds\/([\w-]+)(\/\w+)?$/

/** Answers the request if it is for one of these paths, and says whether it did. */
export function answerDirectly(message: IncomingMessage, response: ServerResponse): boolean {
  const path = (message.url ?? '').split('?', 1)[0] ?? ''
  const [, id, rest = ''] = HOLD_PATH.exec(path) ?? []
  const route = id === undefined ? ROUTES.get(path) : ROUTES_OF_HOLD.get(rest)
  if (!route) return false
  const handler = isMethod(message.method) ? route[message.method] : route.other
  void handler
    .exchange(fromNodeRequest(message), id === undefined ? {} : { id })
    .then((answer) => send(response, message, answer))
  return true
}

/** Sends the answer, and closes the connection unless the request was read whole. */
export function send(response: ServerResponse, message: IncomingMessage, { status, headers, body }: ApiAnswer): void {
  // A body that was refused unread would otherwise be taken for the next request.
  if (!message.complete) response.setHeader('connection', 'close')
  response.writeHead(status, { ...headers, ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }) })
  response.end(body ?? undefined)
}
