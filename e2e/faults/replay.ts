import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpClient } from './http-client'
import type { JournalLine } from './journal'
import { CLIENTS } from './load'
import { bodyOf, type EventOutcome, outcomesOf, type UsageRequest } from './usage-request'

const TRIES_MAX = 20
const PAUSE_MS = 250

/** A request of the journal, what it was answered under load (undefined: never), and what at the end. */
export interface Told {
  request: UsageRequest
  first: EventOutcome[] | undefined
  final: EventOutcome[]
}

export interface Replayed {
  told: Told[]
  /** Answers that were neither a charge nor a refusal for lack of tokens, by status; there should be none. */
  failures: Map<number, number>
}

/** Sends everything that the journal says was sent once more, word for word, until each event has a final answer. */
export async function replay(client: HttpClient, lines: readonly JournalLine[]): Promise<Replayed> {
  const answered = new Map(lines.flatMap((line) => ('answered' in line ? [[line.answered, line.outcomes]] : [])))
  const requests = lines.flatMap((line) => ('sent' in line ? [line.sent] : []))
  const told: Told[] = []
  const failures = new Map<number, number>()
  const waiting = requests.values()
  const work = async () => {
    for (const request of waiting) {
      told.push({ request, first: answered.get(request.n), final: await settle(client, request, failures) })
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, work))
  return { told, failures }
}

async function settle(
  client: HttpClient,
  request: UsageRequest,
  failures: Map<number, number>,
): Promise<EventOutcome[]> {
  for (let tries = 1; ; tries++) {
    const outcomes = outcomesOf(request, await client.post(request.path, bodyOf(request)))
    const failed = outcomes.filter(({ status }) => status !== 200 && status !== 402)
    for (const { status } of failed) failures.set(status, (failures.get(status) ?? 0) + 1)
    if (failed.length === 0 || tries === TRIES_MAX) return outcomes
    await sleep(PAUSE_MS)
  }
}
