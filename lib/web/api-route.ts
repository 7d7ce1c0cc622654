import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { Refusal } from '@/lib/domain/refusals'
import { acceptsJson } from './accept'
import { type ApiAnswer, type ApiRequest, fromWebRequest } from './api/request'
import { authenticate, refuseKeyInQuery } from './bearer'
import { chooseByMediaType, readJsonBody } from './json-body'
import { problemHeaders, toProblem } from './problem'
import { requireSteadyClock } from './steady-clock'

/** One method of one path, for any server. Never throws: a refusal is an answer. */
type Exchange = (request: ApiRequest, params: object) => Promise<ApiAnswer>
/** As Next calls it; the direct door (lib/web/api/door.ts) calls `exchange`. */
type Handler = ((request: Request, context: { params: Promise<object | undefined> }) => Promise<Response>) & {
  exchange: Exchange
}

/** The methods that a path can have; there are others, which no path of ours has. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]

export function isMethod(name: string | undefined): name is Method {
  return METHODS.some((method) => method === name)
}

interface Asked {
  request: ApiRequest
  query: URLSearchParams
  params: object
  requestId: string
}

/** The JSON of an answer, and HTTP fields that belong to it. */
export interface Answer {
  body: object
  fields?: Readonly<Record<string, string>>
}

/** One method of one path: what is asked in, the answer out. Refusals are thrown. */
export type Operation = (asked: Asked) => Promise<Answer>

/** A use case that machines call; it authorises and parses what it is handed. */
type Verb<T> = (caller: ApiKeyCaller, input: never) => Promise<T>

/** `other` answers methods that are none of these. */
export type ApiRoute = Record<Method | 'other', Handler>

/** All methods of a path, each answered in JSON or with a problem; those that the path does not have with 405. */
export function apiRoute(operations: { GET?: Operation; POST?: Operation }): ApiRoute {
  const allowed = [...(operations.GET ? ['GET', 'HEAD'] : []), ...(operations.POST ? ['POST'] : []), 'OPTIONS']
  const other = exchange(notAllowed(allowed))
  const get = operations.GET ? exchange(operations.GET) : other
  const post = operations.POST ? exchange(operations.POST) : other
  const options: Exchange = async () => ({ status: 204, headers: { allow: allowed.join(', ') }, body: null })
  return routeOf({ GET: get, POST: post, OPTIONS: options, other })
}

/** All methods of the paths that do not exist. */
export function unknownPaths(): ApiRoute {
  const nowhere = exchange(async () => {
    throw new Refusal('not-found', {
      detail: 'There is no such address. The paths of this API are listed in /api/v1/openapi.json.',
    })
  })
  return routeOf({ GET: nowhere, POST: nowhere, OPTIONS: nowhere, other: nowhere })
}

function routeOf({ GET, POST, OPTIONS, other }: Record<'GET' | 'POST' | 'OPTIONS' | 'other', Exchange>): ApiRoute {
  const head: Exchange = async (request, params) => ({ ...(await GET(request, params)), body: null })
  return {
    GET: handler(GET),
    HEAD: handler(head),
    POST: handler(POST),
    PUT: handler(other),
    PATCH: handler(other),
    DELETE: handler(other),
    OPTIONS: handler(OPTIONS),
    other: handler(other),
  }
}

/** A read for a machine: the input is the query's and the path's parameters. Some answers speak the language that is asked for. */
export function reading<T>(
  verb: Verb<T>,
  toAnswer: (result: T, headers: ApiRequest['headers']) => object,
  fields: Record<string, string> = {},
): Operation {
  return async ({ request, query, params }) => {
    const caller = await authenticate(request.headers)
    const input = { ...fromQuery(query), ...params }
    return { body: toAnswer(await verb(caller, input as never), request.headers), fields }
  }
}

/** A write by a machine: the body's media type chooses the verb. The input is the body with the path's parameters. */
export function writing<T>(
  verbs: Readonly<Record<string, Verb<T>>>,
  toAnswer: (result: T, requestId: string) => object,
  toFields: (result: T) => Record<string, string> = () => ({}),
): Operation {
  return async ({ request, query, params, requestId }) => {
    requireSteadyClock()
    const caller = await authenticate(request.headers)
    const verb = chooseByMediaType(request.headers, verbs)
    if (query.size > 0) throw unknownFields([...query.keys()], 'This address takes no parameters: leave them out.')
    const result = await verb(caller, withParams(await readJsonBody(request), params) as never)
    return { body: toAnswer(result, requestId), fields: toFields(result) }
  }
}

function exchange(operation: Operation): Exchange {
  return async (request, params) => {
    const requestId = randomUUID()
    try {
      const start = request.url.indexOf('?')
      const query = new URLSearchParams(start === -1 ? '' : request.url.slice(start))
      refuseKeyInQuery(query)
      if (!acceptsJson(request.headers.get('accept'))) throw notAcceptable()
      const { body, fields } = await operation({ request, query, params, requestId })
      return json(body, 200, requestId, 'application/json', fields)
    } catch (error) {
      return problemAnswer(error, requestId)
    }
  }
}

/** The answer to whatever was thrown. */
export function problemAnswer(error: unknown, requestId: string): ApiAnswer {
  const problem = toProblem(error, requestId)
  return json(problem, problem.status, requestId, 'application/problem+json', problemHeaders(error))
}

function handler(exchange: Exchange): Handler {
  const handle = async (request: Request, context: { params: Promise<object | undefined> }) => {
    // Next has none for a path without parameters.
    const { body, ...init } = await exchange(fromWebRequest(request), (await context.params) ?? {})
    return new Response(body, init)
  }
  return Object.assign(handle, { exchange })
}

function json(body: object, status: number, requestId: string, type: string, more: Answer['fields'] = {}) {
  const headers = {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...more,
  }
  return { status, headers, body: JSON.stringify(body) }
}

function fromQuery(query: URLSearchParams): Record<string, string> {
  for (const name of query.keys()) {
    if (query.getAll(name).length === 1) continue
    throw new Refusal('invalid-request', {
      detail: `The address names "${name}" more than once. Nothing was read. Name it once.`,
      faults: [{ pointer: `/${name}`, code: 'repeated', message: 'Name it once.' }],
    })
  }
  return Object.fromEntries(query)
}

/** The path says what it names; a body that names it too is refused. */
function withParams(body: unknown, params: object): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const named = Object.keys(params).filter((name) => Object.hasOwn(body, name))
  if (named.length > 0) throw unknownFields(named, 'The address names it: leave this field out.')
  return { ...body, ...params }
}

function notAllowed(allowed: readonly string[]): Operation {
  return async () => {
    throw methodNotAllowed(allowed)
  }
}

export function methodNotAllowed(allowed: readonly string[]): Refusal {
  return new Refusal('method-not-allowed', {
    detail: `This address takes ${allowed.join(', ')}. Nothing was changed.`,
    facts: { allowed },
  })
}

function notAcceptable(): Refusal {
  return new Refusal('not-acceptable', {
    detail: 'Answers are JSON. Let the Accept header take application/json, or leave it out.',
  })
}

function unknownFields(names: readonly string[], message: string): Refusal {
  return new Refusal('invalid-input', {
    detail: `${message} Nothing was changed.`,
    faults: names.map((name) => ({ pointer: `/${name}`, code: 'unknown-field', message })),
  })
}
