import { useLocale, useTranslations } from 'next-intl'
import type { Verdict } from '@/lib/domain/forecast/verdict-model'
import { type VerdictWords, verdictWords } from '@/lib/domain/forecast/verdict-words'

/** The verdict in the reader's language. */
export function useVerdictWords(verdict: Verdict): VerdictWords {
  return verdictWords(verdict, useLocale(), useTranslations())
}
