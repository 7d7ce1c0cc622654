import type {
  Balance,
  BatchAnswer,
  CaptureAnswer,
  ChargeAnswer,
  Hold,
  HoldAnswer,
  Quote,
  ReleaseAnswer,
  UsageAnswer,
} from './answers.js'
import type { SentRequest } from './errors.js'
import { type HeldWork, holdWork } from './held-work.js'
import { nameHold, nameUsage, ofAccount, timeCapture } from './naming.js'
import { type CallOptions, type ClientOptions, lineFor, openLine } from './options.js'
import type { Capture, HoldRequest, OfAccount, QuoteRequest, Usage, UsageEvent } from './requests.js'
import { send } from './transport.js'

/**
 * Calls to Comptoir. Each throws Refused (a clear no), Unreachable (nobody knows), or the reason of the call's signal. A request that is
 * sent again is the same to the last byte, so that nothing is charged twice.
 */
export interface Client {
  /** Of every request that names none. */
  readonly account: string | undefined
  /** Records one event. Names and dates it when you do not, before the first try. */
  usage(usage: Usage, options?: CallOptions): Promise<UsageAnswer>
  /** Records at most 1,000 events; each has its own answer, in order: a charge or a problem. */
  usageBatch(usages: readonly Usage[], options?: CallOptions): Promise<BatchAnswer>
  /** Sets tokens aside for work that is about to begin. */
  hold(request: HoldRequest, options?: CallOptions): Promise<HeldWork>
  /** Settles a hold with what the work took in truth. */
  capture(holdId: string, capture: Capture, options?: CallOptions): Promise<CaptureAnswer>
  /** Gives back what is held. */
  release(holdId: string, whose?: OfAccount, options?: CallOptions): Promise<ReleaseAnswer>
  getHold(holdId: string, whose?: OfAccount, options?: CallOptions): Promise<{ hold: Hold }>
  /** What work would cost now and whether it would be admitted; spends nothing. */
  quote(request: QuoteRequest, options?: CallOptions): Promise<Quote>
  balance(whose?: OfAccount, options?: CallOptions): Promise<Balance>
  charge(chargeId: string, whose?: OfAccount, options?: CallOptions): Promise<ChargeAnswer>
  /** The event as `usage` would send it: keep it to send the same again later. */
  prepare(usage: Usage): UsageEvent
}

const API = '/api/v1'

/** Throws a TypeError for options that cannot be. */
export function createClient(options: ClientOptions): Client {
  const line = openLine(options)
  const { account } = options

  const call = <T extends object>(request: SentRequest, expected: keyof T & string, told: CallOptions = {}) =>
    send<T>(request, expected, lineFor(line, told), told.signal)
  const post = <T extends object>(path: string, body: object, expected: keyof T & string, told?: CallOptions) =>
    call<T>({ method: 'POST', path: `${API}${path}`, body: JSON.stringify(body) }, expected, told)
  const get = <T extends object>(path: string, whose: OfAccount, expected: keyof T & string, told?: CallOptions) =>
    call<T>({ method: 'GET', path: `${API}${path}${query(ofAccount(whose, account))}`, body: null }, expected, told)

  const client: Client = {
    account,
    usage: async (usage, told) => post<UsageAnswer>('/usage', nameUsage(usage, account), 'charge', told),
    usageBatch: async (usages, told) => {
      const events = usages.map((usage) => nameUsage(usage, account))
      return post<BatchAnswer>('/usage/batch', events, 'results', told)
    },
    hold: async (request, told) => {
      const answer = await post<HoldAnswer>('/holds', nameHold(request, account), 'hold', told)
      return holdWork(answer, client)
    },
    capture: async (id, capture, told) =>
      post<CaptureAnswer>(holdPath(id, '/capture'), timeCapture(capture, account), 'charge', told),
    release: async (id, whose = {}, told) =>
      post<ReleaseAnswer>(holdPath(id, '/release'), ofAccount(whose, account), 'hold', told),
    getHold: async (id, whose = {}, told) => get<{ hold: Hold }>(holdPath(id), whose, 'hold', told),
    quote: async (request, told) => post<Quote>('/quote', ofAccount(request, account), 'admitted', told),
    balance: async (whose = {}, told) => get<Balance>('/balance', whose, 'available', told),
    charge: async (id, whose = {}, told) =>
      get<ChargeAnswer>(`/charges/${encodeURIComponent(id)}`, whose, 'charge', told),
    prepare: (usage) => nameUsage(usage, account),
  }
  return client
}

function holdPath(id: string, verb = ''): string {
  return `/holds/${encodeURIComponent(id)}${verb}`
}

function query({ account }: OfAccount): string {
  return account === undefined ? '' : `?account=${encodeURIComponent(account)}`
}
