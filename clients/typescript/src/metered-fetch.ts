import type { Took } from './begun-work.js'
import type { Client } from './client.js'
import { type MeterOptions, meter } from './meter.js'

type WebFetch = typeof fetch

export interface MeteredFetchOptions extends Omit<MeterOptions<Response>, 'actual' | 'id'> {
  /** What the call took, from a copy of its response. Only asked for responses with a status of 200 to 299; others take nothing. */
  readonly actual: (response: Response) => Took | null | Promise<Took | null>
  /** The call itself, instead of the global `fetch`. */
  readonly fetch?: WebFetch
}

/**
 * A `fetch` whose every call is held for and captured. The response is handed out once its usage is settled, so after its whole body has
 * come: for a stream that is passed on as it comes, hold and capture by hand. Throws as `meter` does.
 */
export function meteredFetch(client: Client, options: MeteredFetchOptions): WebFetch {
  const { fetch: call = (input, init) => fetch(input, init), actual, ...others } = options
  const measure = (response: Response) => (response.ok ? actual(response.clone()) : null)
  return async (...request: Parameters<WebFetch>) => {
    const { result } = await meter(client, { ...others, actual: measure }, () => call(...request))
    return result
  }
}
