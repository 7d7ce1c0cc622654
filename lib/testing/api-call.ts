import { SCOPES, type Scope } from '@/lib/domain/access/callers'
import { createApiKey } from '@/lib/usecases/access/create-api-key'
import type { House } from '@/lib/usecases/define'
import { createServiceKey } from '@/lib/usecases/oversight/create-service-key'
import type { ProblemWire } from '@/lib/web/problem'
import { SYSTEM } from './house'

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>

export interface ApiCall {
  key?: string
  /** An object is sent as JSON, a text or bytes as they are. */
  body?: object | string | Uint8Array<ArrayBuffer>
  type?: string
  headers?: Record<string, string>
  query?: string
  params?: object
  method?: string
}

export interface ApiAnswer<T> {
  status: number
  headers: Headers
  body: T
}

/** Calls a route handler as Next would, and reads its JSON. */
export async function callApi<T = ProblemWire>(handler: Handler, call: ApiCall = {}): Promise<ApiAnswer<T>> {
  const { key, body, type = 'application/json', params = {} } = call
  const content =
    body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  const request = new Request(`http://127.0.0.1/api/v1/x${call.query ?? ''}`, {
    method: call.method ?? (content === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(content === undefined ? {} : { 'content-type': type }),
      ...call.headers,
    },
    ...(content === undefined ? {} : { body: content }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as T }
}

/** A key of the seller, which names the account in each request. */
export async function serviceKey(house: House, scopes: readonly Scope[] = SCOPES): Promise<string> {
  return (await createServiceKey(SYSTEM, { name: 'Test', scopes: [...scopes], lastsDays: null }, house)).key
}

/** A key of the account's own. */
export async function accountKey(house: House, accountId: string, scopes: readonly Scope[] = SCOPES): Promise<string> {
  const owner = { kind: 'member', userId: accountId, sessionId: accountId, roles: { [accountId]: 'owner' } } as const
  return (await createApiKey(owner, { accountId, name: 'Test', scopes: [...scopes], lastsDays: null }, house)).key
}
