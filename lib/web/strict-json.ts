import { Refusal } from '@/lib/domain/refusals'

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
  if (hasExponent) {
    throw new Refusal('invalid-input', {
      detail:
        'The body has a number with an exponent. Write plain decimals such as 1000 or "0.25". Nothing was changed.',
    })
  }
  if (countMembers(value) !== members) throw notStrict('The body names a field twice in one object.')
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const [position] = /position \d+/.exec(error instanceof Error ? error.message : '') ?? []
    throw notStrict(`The body is not JSON${position ? `: it breaks off at ${position}` : ''}.`)
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

/** Members as parsed: fewer than written when a name came twice. Looks at every string on the way. */
function countMembers(value: unknown): number {
  if (typeof value === 'string') checkText(value)
  if (typeof value !== 'object' || value === null) return 0
  let members = 0
  if (Array.isArray(value)) {
    for (const item of value) members += countMembers(item)
    return members
  }
  for (const [name, member] of Object.entries(value)) {
    checkText(name)
    if (FORBIDDEN_NAMES.has(name)) throw notStrict(`The body has a field named "${name}".`)
    members += 1 + countMembers(member)
  }
  return members
}

function checkText(text: string): void {
  if (!text.isWellFormed()) throw notStrict('The body has half of a surrogate pair in a string.')
  if (text.includes('\0')) throw notStrict('The body has a NUL character in a string.')
}

function notStrict(fact: string): Refusal {
  return new Refusal('invalid-request', { detail: `${fact} Nothing was changed. Send one well-formed JSON document.` })
}
