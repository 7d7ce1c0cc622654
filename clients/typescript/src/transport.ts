import { OutOfTime, sleep, within } from './deadline.js'
import { Refused, type SentRequest, Unreachable } from './errors.js'
import { type Patience, planRetry } from './plan-retry.js'
import { kindOf, type Problem, readProblem } from './problem.js'
import { millisUntil, readRetryAfter } from './retry-after.js'

/** As much of `fetch` as is used. */
export type Fetch = (
  address: string,
  init: {
    method: string
    headers: Record<string, string>
    body: string | null
    signal: AbortSignal
    redirect: 'error'
  },
) => Promise<{ status: number; headers: { get(name: string): string | null }; text(): Promise<string> }>

export interface Line extends Patience {
  /** Of Comptoir, without "/api/v1". */
  readonly url: string
  readonly key: string
  readonly fetch: Fetch
  /** For one try. */
  readonly tryTimeoutMillis: number
}

/** What one try came to; its waits in milliseconds. */
type Outcome =
  | { kind: 'answer'; answer: object }
  | { kind: 'refused'; problem: Problem; retryAfterMillis: number | null }
  | Unsettled
interface Unsettled {
  kind: 'unsettled'
  message: string
  status: number | null
  retryAfterMillis: number | null
  /** Whether another try may help soon. */
  isPassing: boolean
  cause?: unknown
}

/** Answers between, by a proxy or a server that is starting, which pass. */
const PASSING = [502, 503, 504]
/** Refusals that time alone may lift. */
const WAITABLE = [402, 429]

/**
 * Sends the request until it has a clear answer, the very same bytes each time. `expected` is the member by which an answer of ours
 * is known. Throws Refused, Unreachable, or the signal's reason.
 */
export async function send<T extends object>(
  request: SentRequest,
  expected: keyof T & string,
  line: Line,
  signal?: AbortSignal,
): Promise<T> {
  const startedAt = performance.now()
  let [tries, unsettled, waitedMillis] = [0, 0, 0]
  for (;;) {
    const elapsed = () => performance.now() - startedAt - waitedMillis
    const outcome = await tryOnce(request, expected, line, Math.max(0, line.timeoutMillis - elapsed()), signal)
    if (outcome.kind === 'answer') return outcome.answer as T
    tries++
    if (outcome.kind === 'unsettled') unsettled++
    const wait = mayRetry(outcome)
      ? planRetry(outcome, { unsettled, elapsedMillis: elapsed(), waitedMillis }, line, Math.random())
      : null
    if (wait === null) throw failure(outcome, request, tries)
    await sleep(wait, signal)
    if (outcome.kind === 'refused') waitedMillis += wait
  }
}

async function tryOnce(
  request: SentRequest,
  expected: string,
  line: Line,
  leftMillis: number,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const init = {
    method: request.method,
    headers: {
      authorization: `Bearer ${line.key}`,
      accept: 'application/json',
      ...(request.body === null ? {} : { 'content-type': 'application/json' }),
    },
    body: request.body,
    // A key is for the address it was given for.
    redirect: 'error',
  } as const
  try {
    return await within(Math.min(line.tryTimeoutMillis, leftMillis), signal, async (signal) => {
      const response = await line.fetch(`${line.url}${request.path}`, { ...init, signal })
      return readOutcome(response.status, response.headers, await response.text(), expected)
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    const why = cause instanceof OutOfTime ? cause.message : 'The connection failed.'
    return { kind: 'unsettled', message: why, status: null, retryAfterMillis: null, isPassing: true, cause }
  }
}

function readOutcome(
  status: number,
  headers: { get(name: string): string | null },
  text: string,
  expected: string,
): Outcome {
  const body = parseJson(text)
  if (status === 200 && typeof body === 'object' && body !== null && expected in body)
    return { kind: 'answer', answer: body }
  const problem = readProblem(status, body, text)
  const retryAfterMillis = readRetryAfter(headers.get('retry-after'), headers.get('date'))
  const isRunning = kindOf(problem) === 'key-in-flight'
  if (status >= 400 && status < 500 && !isRunning)
    return {
      kind: 'refused',
      problem,
      retryAfterMillis: retryAfterMillis ?? untilAllowed(problem, headers.get('date')),
    }
  return {
    kind: 'unsettled',
    message: status < 400 ? 'The answer was not one of Comptoir.' : problem.detail,
    status,
    retryAfterMillis,
    isPassing: status < 400 || isRunning || PASSING.includes(status),
  }
}

/** Until the window opens or the next tokens arrive, where the problem tells it. */
function untilAllowed({ nextAllowedAt, nextAddition }: Problem, serverDate: string | null): number | null {
  const at = nextAllowedAt ?? (nextAddition as { at?: unknown } | null | undefined)?.at
  return typeof at === 'string' ? millisUntil(at, serverDate) : null
}

function mayRetry(outcome: Exclude<Outcome, { kind: 'answer' }>): boolean {
  return outcome.kind === 'unsettled' ? outcome.isPassing : WAITABLE.includes(outcome.problem.status)
}

function failure(outcome: Exclude<Outcome, { kind: 'answer' }>, request: SentRequest, tries: number): Error {
  const seconds = outcome.retryAfterMillis === null ? null : outcome.retryAfterMillis / 1000
  if (outcome.kind === 'refused') return new Refused(outcome.problem, request, seconds)
  const times = tries === 1 ? 'one try' : `${tries} tries`
  const message = `No clear answer from Comptoir after ${times}: ${outcome.message}`
  return new Unreachable(message, request, tries, outcome.status, seconds, outcome.cause)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
