const JSON_RANGES = new Set(['*/*', 'application/*', 'application/json', 'application/problem+json'])
const REFUSED = /^q=0(\.0{0,3})?$/

/** Whether an Accept header takes JSON. None, and an empty one, take everything; a range with q=0 takes nothing. */
export function acceptsJson(accept: string | null): boolean {
  if (!accept || accept === '*/*') return true
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return JSON_RANGES.has(type) && !parameters.some((parameter) => REFUSED.test(parameter))
  })
}
