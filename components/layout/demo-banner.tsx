import { useTranslations } from 'next-intl'

/** Said on every page of an account that the demo story told. */
export function DemoBanner() {
  const t = useTranslations('shell')
  return (
    <div className="border-t border-hairline bg-info-soft text-small text-info">
      <p className="mx-auto max-w-page px-4 py-1 sm:px-6">
        <strong className="font-bold">{t('demo')}</strong> <span className="hidden sm:inline">{t('demoMore')}</span>
      </p>
    </div>
  )
}
