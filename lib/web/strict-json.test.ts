import { describe, expect, test } from 'vitest'
import { Refusal } from '@/lib/domain/refusals'
import { parseStrictJson } from './strict-json'

function kindOf(text: string): string {
  try {
    parseStrictJson(text)
    return 'taken'
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.kind
    throw refusal
  }
}

function refusalOf(text: string): Refusal {
  try {
    parseStrictJson(text)
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal
    throw refusal
  }
  throw new Error(`${text} was taken.`)
}

describe('strict JSON', () => {
  test.each([
    ['{"a":[1,2.5,-3,true,false,null],"b":{"c":"x:y"},"c":"\\"a\\":1,\\\\"}'],
    ['[{"a":1},{"a":1}]'],
    ['{"a":{"a":{"a":1}}}'],
    ['"e3 9e9"'],
    ['{"1e3":"1e3"}'],
    [' [ true , 1.5 , "\\u0041\\ud83d\\ude00" ] '],
    ['[]'],
    ['0'],
  ])('reads %s as JSON.parse does', (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text))
  })

  test.each([
    ['nothing', ''],
    ['a cut document', '{"a":1'],
    ['a cut string', '{"a'],
    ['a string cut after a backslash', '"\\'],
    ['two documents', '{} {}'],
    ['a comment', '{"a":1} // b'],
    ['single quotes', "{'a':1}"],
    ['a trailing comma', '[1,]'],
    ['NaN', '[NaN]'],
    ['a field twice', '{"a":1,"a":2}'],
    ['a field twice with the same value', '{"a":1,"a":1}'],
    ['a field twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['a field twice deep inside', '[{"x":{"y":[{"a":1,"b":2,"a":3}]}}]'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":2}'],
    ['constructor', '{"a":{"constructor":1}}'],
    ['prototype', '{"prototype":1}'],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['half a million levels', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['NUL in a string', '{"a":"x\\u0000"}'],
    ['NUL in a name', '{"x\\u0000":1}'],
    ['half a surrogate pair', '{"a":"\\ud83d"}'],
  ])('does not take %s', (_, text) => {
    expect(kindOf(text)).toBe('invalid-request')
  })

  test('takes 32 levels', () => {
    expect(kindOf(`${'['.repeat(32)}${']'.repeat(32)}`)).toBe('taken')
  })

  test.each(['1e3', '1E3', '[1.5e+3]', '{"a":-2e-1}'])('does not take the exponent of %s', (text) => {
    expect(kindOf(text)).toBe('invalid-input')
  })

  test.each([
    ['{"a":[1,{"b":1,"b":2}]}', '/a/1/b', 'repeated'],
    ['{"a/b":{"~":1,"\\u007e":2}}', '/a~1b/~0', 'repeated'],
    ['{"a":"x,y:{","__proto__":[]}', '/__proto__', 'forbidden-name'],
    ['{"a":["b","c\\u0000"]}', '/a/1', 'not-text'],
    ['{"\\ud800":1}', '/\ud800', 'not-text'],
    ['{"a":{"e3":"1e3","b":[true,1e3]}}', '/a/b/1', 'exponent'],
    ['1e3', '', 'exponent'],
  ])('says where in %s it is: at %s', (text, pointer, code) => {
    const refusal = refusalOf(text)
    expect(refusal.faults).toMatchObject([{ pointer, code }])
  })

  test('reads a megabyte of strings and escapes in good time', () => {
    const text = JSON.stringify(Array.from({ length: 50_000 }, (_, i) => `"\\${i}:{`))
    const start = performance.now()
    expect(parseStrictJson(text)).toHaveLength(50_000)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
