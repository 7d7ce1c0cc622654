import 'server-only'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { Refusal } from '@/lib/domain/refusals'
import { identifyApiKey } from '@/lib/usecases/access/identify-api-key'
import type { ApiRequest } from './api/request'
import { networkAddress } from './network-address'
import { SecretGate } from './rate-limit'

const BEARER = /^Bearer +([\w~+/.=-]+) *$/i
const KEY_PARAMETERS = ['key', 'api_key', 'apikey', 'access_token', 'token', 'authorization']
const KEY_VALUE = /^ck_/

// On globalThis because a bundler may load this module more than once.
const shared = globalThis as { comptoirBearers?: SecretGate }

function gateOfKeys(): SecretGate {
  shared.comptoirBearers ??= new SecretGate()
  return shared.comptoirBearers
}

/**
 * The machine behind the bearer key. Refuses 'unauthenticated', and 'too-many-requests' when the address has failed too often;
 * that is decided before the key or the body is looked at.
 */
export async function authenticate(headers: ApiRequest['headers']): Promise<ApiKeyCaller> {
  const gate = gateOfKeys()
  const [, bearer] = BEARER.exec(headers.get('authorization') ?? '') ?? []
  const address = networkAddress(headers)
  const end = bearer?.slice(-12) ?? ''
  const waitSeconds = gate.waitSeconds(address, end)
  if (waitSeconds > 0) throw tooManyFailures(waitSeconds)
  try {
    if (!bearer) throw noKey()
    const caller = await identifyApiKey(bearer)
    gate.wasGood(end)
    return caller
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'unauthenticated') gate.wasWrong(address, end)
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
