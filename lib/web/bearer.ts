import 'server-only'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { Refusal } from '@/lib/domain/refusals'
import { identifyApiKey } from '@/lib/usecases/access/identify-api-key'
import type { ApiRequest } from './api/request'
import { networkAddress } from './network-address'
import { FailureLimiter } from './rate-limit'

const BEARER = /^Bearer +([\w~+/.=-]+) *$/i
const KEY_PARAMETERS = ['key', 'api_key', 'apikey', 'access_token', 'token', 'authorization']
const KEY_VALUE = /^ck_/
const TRUSTED_MAX = 10_000

interface Seen {
  failures: FailureLimiter
  /** Ends of keys that were good: they are not made to wait for another client behind the same address. */
  trusted: Set<string>
}

// On globalThis because a bundler may load this module more than once.
const shared = globalThis as { comptoirBearers?: Seen }

function seen(): Seen {
  shared.comptoirBearers ??= { failures: new FailureLimiter(), trusted: new Set() }
  return shared.comptoirBearers
}

/**
 * The machine behind the bearer key. Refuses 'unauthenticated', and 'too-many-requests' when the address has failed too often;
 * that is decided before the key or the body is looked at.
 */
export async function authenticate(headers: ApiRequest['headers']): Promise<ApiKeyCaller> {
  const { failures, trusted } = seen()
  const [, bearer] = BEARER.exec(headers.get('authorization') ?? '') ?? []
  const address = networkAddress(headers)
  const end = bearer?.slice(-12) ?? ''
  const waitSeconds = failures.waitSeconds(address)
  if (waitSeconds > 0 && !trusted.has(end)) throw tooManyFailures(waitSeconds)
  try {
    if (!bearer) throw noKey()
    const caller = await identifyApiKey(bearer)
    if (trusted.size >= TRUSTED_MAX) trusted.clear()
    trusted.add(end)
    return caller
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'unauthenticated') {
      trusted.delete(end)
      failures.countFailure(address)
    }
    throw error
  }
}

/** A key in an address ends up in logs and histories, so it is refused there even when it is good. */
export function refuseKeyInQuery(query: URLSearchParams): void {
  for (const [name, value] of query) {
    if (!KEY_PARAMETERS.includes(name.toLowerCase()) && !KEY_VALUE.test(value)) continue
    throw new Refusal('invalid-request', {
      detail:
        'The address carries a key. Send it in the Authorization header, and revoke this one: addresses are kept in logs.',
      faults: [{ pointer: `/${name}`, code: 'key-in-address', message: 'Leave it out.' }],
    })
  }
}

function noKey(): Refusal {
  return new Refusal('unauthenticated', {
    detail: 'No API key was sent. Send it in the header "Authorization: Bearer" followed by the key.',
  })
}

function tooManyFailures(seconds: number): Refusal {
  return new Refusal('too-many-requests', {
    detail: `Too many requests with no valid key came from this address. Try again in ${seconds} s.`,
    retryAfterSeconds: seconds,
  })
}
