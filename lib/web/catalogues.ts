import { createTranslator, type Messages } from 'next-intl'
import type { Say } from '@/lib/domain/forecast/verdict-phrases'
import { setFrenchSpaces } from '@/lib/domain/format/french-spaces'
import { type FormatLocale, type Language, languageOf } from '@/lib/domain/format/locales'
import en from '@/messages/en.json'
import fr from '@/messages/fr.json'

/** Everything that is said, by language. */
export const CATALOGUES: Readonly<Record<Language, Messages>> = { en, fr: typeset(fr) }

/** Says what the catalogue has, where there is no page around: in an answer of the API. */
export function translatorOf(locale: FormatLocale): Say {
  return createTranslator({ locale, messages: CATALOGUES[languageOf(locale)] })
}

function typeset<T>(node: T): T {
  if (typeof node === 'string') return setFrenchSpaces(node) as T
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, typeset(value)])) as T
}
