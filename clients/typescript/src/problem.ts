/** Why a request was refused, after RFC 9457, with the facts of the refusal beside the standard members. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  errors?: { pointer: string; code: string; detail: string }[]
  [fact: string]: unknown
}

const TYPE = /\/problems\/([a-z-]+)$/

/** The kind that a problem's type names, such as "insufficient-tokens"; "http-<status>" for an answer that is not Comptoir's own. */
export function kindOf({ type, status }: Problem): string {
  return TYPE.exec(type)?.[1] ?? `http-${status}`
}

/** The problem in an answer; one made from the status when the answer holds none, as from a proxy between. */
export function readProblem(status: number, body: unknown, text: string): Problem {
  if (isProblem(body)) return body
  return {
    type: 'about:blank',
    title: `HTTP ${status}`,
    status,
    detail: text.slice(0, 200) || 'The answer was empty.',
    instance: '',
  }
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false
  const { type, status, detail } = body as Partial<Record<string, unknown>>
  return typeof type === 'string' && typeof status === 'number' && typeof detail === 'string'
}
