import { invalid } from './refusals'

export type FormValue = string | FormValue[] | { [name: string]: FormValue }

const KEY = /^([^[\]]+)((?:\[[^[\]]*\])*)$/
const KEYS_MAX = 1000

/** Reads what Stripe's SDKs send: a form whose names nest, such as `line_items[0][price_data][currency]`. Throws ApiRefusal. */
export function parseForm(text: string): Record<string, FormValue> {
  const root: Branch = new Map()
  const pairs = [...new URLSearchParams(text)]
  if (pairs.length > KEYS_MAX) throw invalid('Too many parameters.')
  for (const [name, value] of pairs) {
    const [, first, rest = ''] = KEY.exec(name) ?? []
    if (first === undefined) throw invalid(`Received unknown parameter: ${name}`, 'parameter_unknown', name)
    const parts = [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = '']) => part)]
    plant(root, parts, value, name)
  }
  return Object.fromEntries([...root].map(([key, value]) => [key, harvest(value)]))
}

type Branch = Map<string, string | Branch>

function plant(root: Branch, parts: readonly string[], value: string, name: string): void {
  let branch = root
  for (const part of parts.slice(0, -1)) {
    const next: string | Branch = branch.get(part) ?? new Map()
    if (typeof next === 'string') throw invalid(`Invalid object: ${name}`, undefined, name)
    branch.set(part, next)
    branch = next
  }
  const last = parts.at(-1) ?? ''
  // "expand[]=a&expand[]=b" appends.
  const key = last === '' ? `${branch.size}` : last
  if (branch.has(key)) throw invalid(`Received the parameter twice: ${name}`, undefined, name)
  branch.set(key, value)
}

/** A branch whose names are 0, 1, 2 is an array. */
function harvest(value: string | Branch): FormValue {
  if (typeof value === 'string') return value
  const keys = [...value.keys()]
  if (keys.every((key, i) => key === `${i}`)) return [...value.values()].map(harvest)
  return Object.fromEntries([...value].map(([key, inner]) => [key, harvest(inner)]))
}
