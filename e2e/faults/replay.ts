import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpClient } from './http-client'
import type { JournalLine } from './journal'
import { CLIENTS } from './load'
import type { LoadRequest } from './load-request'
import { isFinal, nameOf, type Outcome, outcomesOf } from './outcome'

const TRIES_MAX = 20
const PAUSE_MS = 250

/** A request of the journal, what it was answered under load (undefined: never), and what at the end. */
export interface Told {
  request: LoadRequest
  first: Outcome[] | undefined
  final: Outcome[]
}

export interface Replayed {
  told: Told[]
  /** Answers that were not final (see `isFinal`), by name; there should be none. */
  failures: Map<string, number>
}

/** Sends everything that the journal says was sent once more, word for word, until each item has a final answer. */
export async function replay(client: HttpClient, lines: readonly JournalLine[]): Promise<Replayed> {
  const answered = new Map(lines.flatMap((line) => ('answered' in line ? [[line.answered, line.outcomes]] : [])))
  const requests = lines.flatMap((line) => ('sent' in line ? [line.sent] : []))
  const told: Told[] = []
  const failures = new Map<string, number>()
  const waiting = requests.values()
  const work = async () => {
    for (const request of waiting) {
      told.push({ request, first: answered.get(request.n), final: await settle(client, request, failures) })
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, work))
  return { told, failures }
}

async function settle(client: HttpClient, request: LoadRequest, failures: Map<string, number>): Promise<Outcome[]> {
  for (let tries = 1; ; tries++) {
    const outcomes = outcomesOf(request, await client.post(request.path, request.body))
    const failed = outcomes.filter((outcome) => !isFinal(outcome))
    for (const outcome of failed) failures.set(nameOf(outcome), (failures.get(nameOf(outcome)) ?? 0) + 1)
    if (failed.length === 0 || tries === TRIES_MAX) return outcomes
    await sleep(PAUSE_MS)
  }
}
