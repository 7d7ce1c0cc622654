import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { notFound, Refusal } from '@/lib/domain/refusals'

/**
 * The account that a request is about: an account's key may leave it out, a service key may not.
 * Another account than the key's own is "not found". `pointer` is where the request names it.
 */
export function accountNamed(caller: ApiKeyCaller, named: string | undefined, pointer: string): string {
  if (caller.accountId !== null) {
    if (named !== undefined && named !== caller.accountId) throw notFound('account')
    return caller.accountId
  }
  if (named !== undefined) return named
  throw new Refusal('invalid-input', {
    detail: `A service key serves many accounts, so name the account at ${pointer}. Nothing was changed.`,
    faults: [{ pointer, code: 'required', message: 'Send the id of the account.' }],
  })
}
