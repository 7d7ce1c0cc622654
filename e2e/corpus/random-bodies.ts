import fc from 'fast-check'
import { type Case, caseWithText, type GoodRequest, readPosts } from './corpus'

const NAMES = ['id', 'account', 'action', 'quantities', 'occurredAt', 'tokens', 'data', '__proto__']
/** Texts that have broken something somewhere. */
const STRANGE_TEXTS = [
  '',
  '__proto__',
  'constructor',
  '\0',
  '\ud800',
  'a\udfffb',
  '\u202e',
  '٣',
  'NaN',
  '1e3',
  '-0',
  '%00',
  "'; --",
  '$gt',
  '<account>',
]
const STRANGE_NUMBERS = [
  '-0',
  '1e400',
  '-1E-400',
  '9007199254740993',
  `${'9'.repeat(400)}`,
  '0.1e1',
  `0.${'0'.repeat(400)}1`,
]
/** What is nearly JSON, or deeper than anybody needs. */
const STRANGE_DOCUMENTS = [
  '',
  ' ',
  '{',
  '[',
  '"',
  '{"a":}',
  '[1,]',
  '{}{}',
  'NaN',
  '\ufeff{}',
  '['.repeat(5000),
  `${'[{"a":'.repeat(400)}1${'}]'.repeat(400)}`,
]

const text = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...STRANGE_TEXTS))
  .map((value) => JSON.stringify(value))
const number = fc.oneof(
  fc.double().map((value) => JSON.stringify(value)),
  fc.bigInt().map(String),
  fc.constantFrom(...STRANGE_NUMBERS),
)

/** JSON as text, so that a name may come twice and a number be larger than any. */
const { json } = fc.letrec<{ json: string; list: string; object: string; name: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    text,
    number,
    fc.constantFrom('null', 'true', 'false'),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('json'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
  object: fc
    .array(fc.tuple(tie('name'), tie('json')), { maxLength: 5 })
    .map((members) => `{${members.map(([name, value]) => `${name}:${value}`).join(',')}}`),
  name: fc.oneof(fc.constantFrom(...NAMES.map((name) => JSON.stringify(name))), text),
}))

/** A good body in which the value of one name, at any depth, is something else, or there is one more. */
function spoiled(good: GoodRequest): fc.Arbitrary<string> {
  const body = JSON.stringify(good.body)
  const names = [...body.matchAll(/"(\w+)":/g)].map(([, name = '']) => name)
  return fc.tuple(fc.constantFrom(...names), json, fc.boolean()).map(([name, value, isMore]) => {
    const at = `"${name}":`
    return isMore
      ? body.replace(at, () => `${JSON.stringify(`${name}X`)}:${value},${at}`)
      : body.replace(new RegExp(`${at}("[^"]*"|[^,}\\]]+)`), () => at + value)
  })
}

/** Any text for a body, mostly JSON, at any address that takes one. */
export const randomCase: fc.Arbitrary<Case> = fc
  .constantFrom(...readPosts())
  .chain((good) =>
    fc
      .oneof(
        { weight: 3, arbitrary: spoiled(good) },
        { weight: 2, arbitrary: json },
        { weight: 1, arbitrary: fc.constantFrom(...STRANGE_DOCUMENTS) },
      )
      .map((body) => caseWithText(good, body)),
  )
