import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { Refusal } from '@/lib/domain/refusals'
import { acceptsJson } from './accept'
import { authenticate, refuseKeyInQuery } from './bearer'
import { chooseByMediaType, readJsonBody } from './json-body'
import { problemHeaders, toProblem } from './problem'
import { requireSteadyClock } from './steady-clock'

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

interface Asked {
  request: Request
  query: URLSearchParams
  params: Promise<object>
  requestId: string
}

/** One method of one path: what is asked in, the JSON of the answer out. Refusals are thrown. */
export type Operation = (asked: Asked) => Promise<object>

/** A use case that machines call; it authorises and parses what it is handed. */
type Verb<T> = (caller: ApiKeyCaller, input: never) => Promise<T>

/** All methods of a path, each answered in JSON or with a problem; those that the path does not have with 405. */
export function apiRoute(operations: { GET?: Operation; POST?: Operation }): Record<Method, Handler> {
  const allowed = [...(operations.GET ? ['GET', 'HEAD'] : []), ...(operations.POST ? ['POST'] : []), 'OPTIONS']
  const get = handler(operations.GET ?? notAllowed(allowed))
  const other = handler(notAllowed(allowed))
  const options: Handler = async () => new Response(null, { status: 204, headers: { allow: allowed.join(', ') } })
  return {
    GET: get,
    HEAD: async (request, context) => withoutBody(await get(request, context)),
    POST: handler(operations.POST ?? notAllowed(allowed)),
    PUT: other,
    PATCH: other,
    DELETE: other,
    OPTIONS: options,
  }
}

/** All methods of the paths that do not exist. */
export function unknownPaths(): Record<Method, Handler> {
  const nowhere = handler(async () => {
    throw new Refusal('not-found', {
      detail: 'There is no such address. The paths of this API are listed in /api/v1/openapi.json.',
    })
  })
  const head: Handler = async (request, context) => withoutBody(await nowhere(request, context))
  return { GET: nowhere, HEAD: head, POST: nowhere, PUT: nowhere, PATCH: nowhere, DELETE: nowhere, OPTIONS: nowhere }
}

/** A read for a machine: the input is the query's and the path's parameters. */
export function reading<T>(verb: Verb<T>, toAnswer: (result: T) => object): Operation {
  return async ({ request, query, params }) => {
    const caller = await authenticate(request.headers)
    const input = { ...fromQuery(query), ...(await params) }
    return toAnswer(await verb(caller, input as never))
  }
}

/** A write by a machine: the body's media type chooses the verb. */
export function writing<T>(
  verbs: Readonly<Record<string, Verb<T>>>,
  toAnswer: (result: T, requestId: string) => object,
): Operation {
  return async ({ request, query, requestId }) => {
    requireSteadyClock()
    const caller = await authenticate(request.headers)
    const verb = chooseByMediaType(request.headers, verbs)
    if (query.size > 0) throw unknownParameters(query)
    return toAnswer(await verb(caller, (await readJsonBody(request)) as never), requestId)
  }
}

function handler(operation: Operation): Handler {
  return async (request, { params }) => {
    const requestId = randomUUID()
    try {
      const start = request.url.indexOf('?')
      const query = new URLSearchParams(start === -1 ? '' : request.url.slice(start))
      refuseKeyInQuery(query)
      if (!acceptsJson(request.headers.get('accept'))) throw notAcceptable()
      return json(await operation({ request, query, params, requestId }), 200, requestId, 'application/json')
    } catch (error) {
      const problem = toProblem(error, requestId)
      return json(problem, problem.status, requestId, 'application/problem+json', problemHeaders(error))
    }
  }
}

function json(body: object, status: number, requestId: string, type: string, more: Record<string, string> = {}) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': type, 'cache-control': 'no-store', 'x-request-id': requestId, ...more },
  })
}

function withoutBody({ status, headers }: Response): Response {
  return new Response(null, { status, headers })
}

function fromQuery(query: URLSearchParams): Record<string, string> {
  for (const name of query.keys()) {
    if (query.getAll(name).length === 1) continue
    throw new Refusal('invalid-request', {
      detail: `The address names "${name}" more than once.`,
      faults: [{ pointer: `/${name}`, code: 'repeated', message: 'Name it once.' }],
    })
  }
  return Object.fromEntries(query)
}

function notAllowed(allowed: readonly string[]): Operation {
  return async () => {
    throw new Refusal('method-not-allowed', {
      detail: `This address takes ${allowed.join(', ')}.`,
      facts: { allowed },
    })
  }
}

function notAcceptable(): Refusal {
  return new Refusal('not-acceptable', {
    detail: 'Answers are JSON. Let the Accept header take application/json, or leave it out.',
  })
}

function unknownParameters(query: URLSearchParams): Refusal {
  return new Refusal('invalid-input', {
    detail: 'This address takes no parameters. Nothing was changed.',
    faults: [...query.keys()].map((name) => ({
      pointer: `/${name}`,
      code: 'unknown-field',
      message: 'Leave this parameter out.',
    })),
  })
}
