import { createHash } from 'node:crypto'
import { DAY, type Instant } from '@/lib/domain/instants'
import type { SandboxAnswer, SandboxStore } from '@/lib/domain/purchases/sandbox-store'
import { Desk, type Places, randomLetters } from './desk'
import { expandAnswer } from './expansion'
import { ApiRefusal, errorAnswer, unknownAddress } from './refusals'
import { asJson, isWholeAnswer, ROUTES } from './routes'

export interface ApiRequest {
  id: string
  method: string
  path: string
  parameters: Record<string, unknown>
  /** The Idempotency-Key, of a POST. */
  key: string | null
}

export interface ApiAnswer extends SandboxAnswer {
  isReplayed: boolean
}

/** Answers one request in one transaction: all of it is done, or nothing. Under one key it is done once, and answered the same. */
export async function answerRequest(
  store: SandboxStore,
  clock: () => Instant,
  places: Places,
  request: ApiRequest,
): Promise<ApiAnswer> {
  try {
    return await store.inTransaction(async (books) => {
      const now = clock()
      const desk = new Desk(books, now, places, { id: request.id, key: request.key })
      const { key } = request
      if (key === null) return { ...(await run(desk, request)), isReplayed: false }
      const fingerprint = fingerprintOf(request)
      const before = await books.claimKey({ key, fingerprint, at: now }, now - DAY)
      if (before !== null) {
        if (before.fingerprint !== fingerprint) throw keyReused(key)
        return { ...before.answer, isReplayed: true }
      }
      const answer = await run(desk, request)
      await books.keepAnswer(key, answer)
      return { ...answer, isReplayed: false }
    })
  } catch (error) {
    // What was refused is rolled back with its key.
    if (error instanceof ApiRefusal) return { ...error.answer, isReplayed: false }
    throw error
  }
}

async function run(desk: Desk, { method, path, parameters }: ApiRequest): Promise<SandboxAnswer> {
  for (const route of ROUTES) {
    const [matched, id = ''] = route.address.exec(path) ?? []
    if (matched === undefined || route.method !== method) continue
    const answer = await route.answer(desk, parameters, id)
    if (isWholeAnswer(answer)) return answer
    const { expand = [] } = parameters as { expand?: readonly string[] }
    return { status: 200, body: await expandAnswer(desk, asJson(answer), expand) }
  }
  throw unknownAddress(method, path)
}

function fingerprintOf({ method, path, parameters }: ApiRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, parameters]))
    .digest('hex')
}

function keyReused(key: string): ApiRefusal {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
  return new ApiRefusal(400, { type: 'idempotency_error', message })
}

export function serverFault(): SandboxAnswer {
  return errorAnswer(500, { type: 'api_error', message: 'The sandbox failed. Its log says why.' })
}

export function newRequestId(): string {
  return `req_${randomLetters(14)}`
}
