import { useLocale, useTranslations } from 'next-intl'
import type { Speech } from '@/lib/domain/forecast/schedule-words'

/** The reader's language, as scheduled events are told in it. */
export function useSpeech(facts: Pick<Speech, 'zone' | 'currency' | 'now'>): Speech {
  const t = useTranslations()
  return { ...facts, locale: useLocale(), say: (message, values) => t(message, values) }
}
