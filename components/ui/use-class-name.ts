import { useTranslations } from 'next-intl'

const CLASSES = ['input', 'cached_input', 'output', 'second', 'call'] as const

/** The usual quantity classes in the reader's language; others in the seller's own words. */
export function useClassName(): (quantityClass: string) => string {
  const t = useTranslations('classes')
  return (quantityClass) => {
    const known = CLASSES.find((name) => name === quantityClass)
    return known ? t(known) : quantityClass.replaceAll('_', ' ')
  }
}
