import { createTranslator, type Messages } from 'next-intl'
import type { Say } from '@/lib/domain/forecast/verdict-phrases'
import { setFrenchSpaces } from '@/lib/domain/format/french-spaces'
import { type FormatLocale, type Language, languageOf } from '@/lib/domain/format/locales'
import en from '@/messages/en.json'
import fr from '@/messages/fr.json'

/** What the number of a plural is in a message that the build has compiled: the word after it is parted from its text. */
const COMPILED_NUMBER = 0

/** Everything that is said, by language. */
export const CATALOGUES: Readonly<Record<Language, Messages>> = { en, fr: typeset(fr) }

/** Says what the catalogue has, where there is no page around: in an answer of the API. */
export function translatorOf(locale: FormatLocale): Say {
  return createTranslator({ locale, messages: CATALOGUES[languageOf(locale)] })
}

/** A catalogue as it is written, or as the build compiled it: then a message with figures in it is a list of its parts. */
export function typeset<T>(node: T, before?: unknown): T {
  if (typeof node === 'string') {
    return (before === COMPILED_NUMBER ? setFrenchSpaces(`#${node}`).slice(1) : setFrenchSpaces(node)) as T
  }
  if (Array.isArray(node)) return node.map((part, i) => typeset(part, node[i - 1])) as T
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, typeset(value)])) as T
}
