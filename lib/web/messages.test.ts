import { createTranslator } from 'next-intl'
import { expect, it } from 'vitest'
import en from '@/messages/en.json'
import fr from '@/messages/fr.json'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flatten(value, `${path}${key}.`)],
    ),
  )
}

/** The names of a message's arguments and tags. */
function placeholders(message: string): string[] {
  const names = [...message.matchAll(/(?<!\b(?:one|many|other) )\{(\w+)(?=[},])|<(\w+)>/g)].map(
    ([, argument, tag]) => argument ?? `<${tag}>`,
  )
  return [...new Set(names)].sort()
}

const english = flatten(en)
const french = flatten(fr)

it('says everything in both languages', () => {
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  expect([...french, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
})

it('puts the same figures and names into both languages', () => {
  for (const [key, text] of english)
    expect([key, placeholders(french.get(key) ?? '')]).toEqual([key, placeholders(text)])
})

it('is well-formed: every message of both languages can be said', () => {
  for (const [locale, messages] of [
    ['en', en],
    ['fr', fr],
  ] as const) {
    const faults: string[] = []
    const translate = createTranslator({
      locale,
      messages,
      onError: (error: Error) => faults.push(error.message),
    } as never) as unknown as {
      markup: (key: string, values: Record<string, unknown>) => string
    }
    for (const [key, text] of flatten(messages)) {
      const values = placeholders(text).map((name) =>
        name.startsWith('<') ? [name.slice(1, -1), (chunks: string) => chunks] : [name, 2],
      )
      translate.markup(key, Object.fromEntries(values))
    }
    expect(faults).toEqual([])
  }
})
