import { useTranslations } from 'next-intl'

/** The first stop of the Tab key. */
export function SkipLink() {
  const t = useTranslations('shell')
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-small focus:bg-surface focus:px-4 focus:py-2 focus:text-accent"
    >
      {t('skip')}
    </a>
  )
}
