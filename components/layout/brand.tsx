import { useTranslations } from 'next-intl'

/** The product's name with its sign: a counter, seen from the front. Compact leaves the sign alone on a phone. */
export function Brand({ compact = false }: { compact?: boolean }) {
  const t = useTranslations('shell')
  return (
    <span className="inline-flex items-center gap-2 font-bold text-ink">
      <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 text-accent">
        <path d="M2 4h16v3H2zM4 9h12v8H4z" fill="currentColor" />
      </svg>
      <span className={compact ? 'max-sm:sr-only' : undefined}>{t('product')}</span>
    </span>
  )
}
