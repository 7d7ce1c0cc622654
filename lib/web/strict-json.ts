import { type Fault, Refusal } from '@/lib/domain/refusals'
import { type Place, placesIn } from './json-places'

const DEPTH_MAX = 32
/** Names by which a document could reach into the prototypes of the objects that are made from it. */
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads JSON as JSON.parse does, and refuses what JSON.parse lets pass: a name twice in one object, names that touch prototypes,
 * more than 32 levels, lone surrogates and NUL in strings ('invalid-request'), numbers with an exponent ('invalid-input').
 */
export function parseStrictJson(text: string): unknown {
  const { depth, members, hasExponent } = scan(text)
  if (depth > DEPTH_MAX) throw notStrict(`The body nests deeper than ${DEPTH_MAX} levels.`)
  const value = parse(text)
  if (hasExponent || countMembers(value) !== members) throw refusalOf(text)
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (text.trim() === '') throw notStrict('The body is empty.')
    const [position] = /position \d+/.exec(error instanceof Error ? error.message : '') ?? []
    throw notStrict(position ? `The body stops being JSON at ${position}.` : 'The body is not JSON.')
  }
}

const QUOTE = 34
const BACKSLASH = 92

/** Depth and number of members as written, if the text is JSON: then a colon outside a string is a member. Before parsing, since that is slow on a deep text. */
function scan(text: string): { depth: number; members: number; hasExponent: boolean } {
  let [depth, deepest, members, hasExponent] = [0, 0, 0, false]
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        for (i++; i < text.length && text.charCodeAt(i) !== QUOTE; i++) if (text.charCodeAt(i) === BACKSLASH) i++
        break
      case 58: // :
        members++
        break
      case 91: // [
      case 123: // {
        deepest = Math.max(deepest, ++depth)
        break
      case 93: // ]
      case 125: // }
        depth--
        break
      case 69: // E
      case 101: // e, which also ends "true" and "false"
        hasExponent ||= isDigit(text.charCodeAt(i - 1))
    }
  }
  return { depth: deepest, members, hasExponent }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Members as parsed: fewer than written when a name came twice, and no number at all when a name or a string is not to be taken. */
function countMembers(value: unknown): number {
  if (typeof value === 'string') return isText(value) ? 0 : Number.NaN
  if (typeof value !== 'object' || value === null) return 0
  let members = 0
  if (Array.isArray(value)) {
    for (const item of value) members += countMembers(item)
    return members
  }
  for (const [name, member] of Object.entries(value)) {
    members += FORBIDDEN_NAMES.has(name) || !isText(name) ? Number.NaN : 1 + countMembers(member)
  }
  return members
}

function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** The first thing in a JSON text that is not to be taken, and where it is. */
function refusalOf(text: string): Refusal {
  for (const place of placesIn(text)) {
    const refusal = refusalAt(place)
    if (refusal) return refusal
  }
  throw new Error('A JSON text was not taken, but nothing is wrong with it.')
}

function refusalAt({ pointer, written, isRepeated }: Place): Refusal | null {
  if (!written.startsWith('"')) return /\de/i.test(written) ? exponent(pointer()) : null
  const text = JSON.parse(written) as string
  const fault = (code: string, message: string): Fault => ({ pointer: pointer(), code, message })
  if (!isText(text)) {
    const leave = fault('not-text', 'Leave out NUL and halves of characters.')
    return notStrict(`The text at ${leave.pointer || 'the top level'} has NUL or half of a surrogate pair.`, leave)
  }
  if (isRepeated !== null && FORBIDDEN_NAMES.has(text))
    return notStrict(`No field may be named "${text}".`, fault('forbidden-name', 'Leave it out.'))
  return isRepeated ? notStrict(`One object names "${text}" twice.`, fault('repeated', 'Name it once.')) : null
}

function exponent(pointer: string): Refusal {
  return new Refusal('invalid-input', {
    detail: `The number at ${pointer || 'the top level'} has an exponent. Nothing was changed.`,
    faults: [{ pointer, code: 'exponent', message: 'Write it as a plain decimal such as 1000 or "0.25".' }],
  })
}

function notStrict(fact: string, ...faults: Fault[]): Refusal {
  const detail = `${fact} Nothing was changed. Send one well-formed JSON document.`
  return new Refusal('invalid-request', { detail, faults })
}
