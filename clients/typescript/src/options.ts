import type { Backoff, Patience } from './plan-retry.js'
import type { Fetch, Line } from './transport.js'

/** What may be said for one call. */
export interface CallOptions {
  /** Ends the call with the signal's reason. Whether it was done is then not known. */
  readonly signal?: AbortSignal
  /** For the whole call, all tries and the waits between them; 30 seconds by default. */
  readonly timeoutMillis?: number
  /** For one try; 10 seconds by default. */
  readonly tryTimeoutMillis?: number
  /** The most times that a request without a clear answer is sent; 5 by default. */
  readonly triesMax?: number
  /** Waits so long in all for tokens (402) or room in a window (429), where the answer says until when. By default 0: refused at once. */
  readonly waitUpToSeconds?: number
}

export interface ClientOptions extends Omit<CallOptions, 'signal'> {
  /** The address of Comptoir, such as "https://tokens.example.com". */
  readonly url: string
  /** An API key: a service key of the seller, or an account's own. */
  readonly key: string
  /** The account of every request that names none; for service keys. */
  readonly account?: string
  /** Instead of the global one. */
  readonly fetch?: Fetch
  /** Between tries: by default from 200 ms to 10 s, doubling, with full jitter. */
  readonly backoff?: Backoff
}

const DEFAULTS: Patience & Pick<Line, 'tryTimeoutMillis'> = {
  timeoutMillis: 30_000,
  tryTimeoutMillis: 10_000,
  triesMax: 5,
  waitUpToSeconds: 0,
  backoff: { firstMillis: 200, longestMillis: 10_000 },
}

/** The way to Comptoir. Throws a TypeError for an address or key that cannot be one. */
export function openLine(options: ClientOptions): Line {
  const { protocol } = new URL(options.url)
  if (!/^https?:$/.test(protocol)) throw new TypeError('The url of Comptoir begins with http:// or https://.')
  if (!/^[\x21-\x7e]+$/.test(options.key)) throw new TypeError('The key is empty, or holds what no key can hold.')
  return {
    ...patienceOf(options, DEFAULTS),
    backoff: options.backoff ?? DEFAULTS.backoff,
    url: options.url.replace(/\/+$/, ''),
    key: options.key,
    // The browser's own must be called as a function of the window.
    fetch: options.fetch ?? ((address, init) => fetch(address, init)),
  }
}

/** The same way with what one call says otherwise. */
export function lineFor(line: Line, options: CallOptions): Line {
  return { ...line, ...patienceOf(options, line) }
}

type Figures = Pick<Line, 'timeoutMillis' | 'tryTimeoutMillis' | 'triesMax' | 'waitUpToSeconds'>

function patienceOf(options: CallOptions, otherwise: Figures): Figures {
  return {
    timeoutMillis: figure('timeoutMillis', options.timeoutMillis ?? otherwise.timeoutMillis, 1),
    tryTimeoutMillis: figure('tryTimeoutMillis', options.tryTimeoutMillis ?? otherwise.tryTimeoutMillis, 1),
    triesMax: figure('triesMax', options.triesMax ?? otherwise.triesMax, 1),
    waitUpToSeconds: figure('waitUpToSeconds', options.waitUpToSeconds ?? otherwise.waitUpToSeconds, 0),
  }
}

function figure(name: string, value: number, least: number): number {
  if (!(value >= least)) throw new TypeError(`${name} is a number of at least ${least}.`)
  return value
}
