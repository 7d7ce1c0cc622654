import { verdict } from '@/lib/domain/forecast/verdict'
import type { Situation } from '@/lib/domain/forecast/verdict-model'
import { type VerdictWords, verdictWords } from '@/lib/domain/forecast/verdict-words'
import type { FormatLocale } from '@/lib/domain/format/locales'
import { translatorOf } from '@/lib/web/catalogues'
import { situationOf } from './situations'

const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ')

/** What people read in the situation, with spaces that break. */
export function said(overrides: Partial<Situation>, locale: FormatLocale): VerdictWords {
  const words = verdictWords(verdict(situationOf(overrides)), locale, translatorOf(locale))
  const { sentence, short, pill, sub, also } = words
  return {
    ...words,
    sentence: plain(sentence),
    short: plain(short),
    pill: plain(pill),
    sub: plain(sub),
    also: also.map(plain),
  }
}
