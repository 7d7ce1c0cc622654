import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ImportMistake } from './mistake'
import { Arithmetic } from './recompute'

const Problem = z.object({ type: z.string(), detail: z.string() })
const Charge = z.object({
  tokens: z.string(),
  status: z.enum(['charged', 'failed']),
  arithmetic: Arithmetic.nullable(),
})
const Answer = z.object({
  results: z.array(
    z.union([z.object({ charge: Charge, replayed: z.boolean() }), z.object({ status: z.int(), problem: Problem })]),
  ),
})
export type EventAnswer = z.output<typeof Answer>['results'][number]

export interface Api {
  readonly url: string
  readonly key: string
  readonly contentType: string
  /** Told each time that the API is away or asks to wait. */
  readonly onWait: (reason: string, seconds: number) => void
}

const TRIES_MAX = 12
const WAIT_SECONDS_MAX = 30
const ANSWER_SECONDS_MAX = 60

/**
 * Sends a batch until each event is answered for good: one answer for each, in order. Throws ImportMistake when trying again would
 * not help, or has not.
 */
export async function sendBatch(events: readonly object[], api: Api): Promise<EventAnswer[]> {
  const answers = new Map<number, EventAnswer>()
  let waiting = [...events.keys()]
  for (let tries = 1; ; tries++) {
    const attempt = await post(
      waiting.map((place) => events[place] ?? {}),
      api,
    )
    for (const [i, place] of waiting.entries()) {
      const answer = 'results' in attempt ? attempt.results[i] : undefined
      if (answer && !isPassing(answer)) answers.set(place, answer)
    }
    waiting = waiting.filter((place) => !answers.has(place))
    if (waiting.length === 0) return [...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer)
    const { reason, seconds: asked } = 'results' in attempt ? unsettled(waiting.length) : attempt
    if (tries === TRIES_MAX) {
      throw new ImportMistake(
        `${reason} Given up after ${TRIES_MAX} tries. Run the same command again to go on: what was charged is not charged twice.`,
      )
    }
    const seconds = asked ?? Math.min(2 ** (tries - 1), WAIT_SECONDS_MAX) * (0.5 + Math.random() / 2)
    api.onWait(reason, seconds)
    await sleep(seconds * 1000)
  }
}

/** An event that was not decided: the same one is sent again. */
function isPassing(answer: EventAnswer): boolean {
  return (
    'problem' in answer &&
    (answer.status >= 500 || answer.status === 429 || answer.problem.type.endsWith('/key-in-flight'))
  )
}

function unsettled(count: number): { reason: string; seconds: null } {
  return { reason: `${count} events of a batch were not decided.`, seconds: null }
}

type Attempt = { results: EventAnswer[] } | { reason: string; seconds: number | null }

async function post(events: readonly object[], { url, key, contentType }: Api): Promise<Attempt> {
  let response: Response
  try {
    response = await fetch(new URL('/api/v1/usage/batch', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': contentType },
      body: JSON.stringify(events),
      signal: AbortSignal.timeout(ANSWER_SECONDS_MAX * 1000),
    })
    if (response.ok) return { results: readAnswer(await response.json(), events.length) }
  } catch (error) {
    if (error instanceof ImportMistake) throw error
    return { reason: `${url} cannot be reached (${reasonOf(error)}).`, seconds: null }
  }
  const problem = Problem.safeParse(await response.json().catch(() => null))
  const detail = problem.success ? problem.data.detail : `${url} answered with status ${response.status}.`
  if (response.status === 429 || response.status >= 500) {
    const after = Number(response.headers.get('retry-after') ?? Number.NaN)
    return { reason: detail, seconds: Number.isFinite(after) ? Math.min(after, WAIT_SECONDS_MAX) : null }
  }
  throw new ImportMistake(`The API refused the import (${response.status}): ${detail}`)
}

function readAnswer(body: unknown, count: number): EventAnswer[] {
  const { results } = Answer.parse(body)
  if (results.length !== count) throw new Error(`${results.length} answers to ${count} events`)
  return results
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? `${cause.code}` : error.message
}
