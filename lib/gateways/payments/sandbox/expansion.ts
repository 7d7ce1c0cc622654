import type { SandboxJson } from '@/lib/domain/purchases/sandbox-store'
import type { Desk, Kind } from './desk'
import { invalid } from './refusals'

/** Which names of an object hold the id of another. */
const EXPANDABLE: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  'checkout.session': { customer: 'customer', payment_intent: 'payment_intent', setup_intent: 'setup_intent' },
  payment_intent: { customer: 'customer', payment_method: 'payment_method', latest_charge: 'charge' },
  setup_intent: { customer: 'customer', payment_method: 'payment_method' },
  payment_method: { customer: 'customer' },
  charge: { customer: 'customer', payment_intent: 'payment_intent' },
  refund: { charge: 'charge', payment_intent: 'payment_intent' },
  dispute: { charge: 'charge', payment_intent: 'payment_intent' },
}

/** Puts objects in the place of their ids, as `expand` asks for: "payment_intent.latest_charge", or "data.customer" in a list. */
export async function expandAnswer(desk: Desk, answer: SandboxJson, paths: readonly string[]): Promise<SandboxJson> {
  let expanded = answer
  for (const path of paths) expanded = await expandPath(desk, expanded, path.split('.'), path)
  return expanded
}

async function expandPath(
  desk: Desk,
  object: SandboxJson,
  parts: readonly string[],
  path: string,
): Promise<SandboxJson> {
  const [name = '', ...rest] = parts
  if (object.object === 'list' && name === 'data') {
    const rows = object.data as SandboxJson[]
    return { ...object, data: await Promise.all(rows.map((row) => expandPath(desk, row, rest, path))) }
  }
  const kind = EXPANDABLE[String(object.object)]?.[name]
  if (kind === undefined) throw invalid(`This property cannot be expanded (${path}).`, undefined, 'expand')
  const value = object[name]
  if (value === null || value === undefined) return object
  const inner = typeof value === 'string' ? await bodyOf(desk, kind, value) : (value as SandboxJson)
  return { ...object, [name]: rest.length === 0 ? inner : await expandPath(desk, inner, rest, path) }
}

async function bodyOf(desk: Desk, kind: Kind, id: string): Promise<SandboxJson> {
  return (await desk.get(kind, id)).body as unknown as SandboxJson
}
