import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type HomeState, homeAddress } from './home-address'

/** Pictures or tables. The address keeps it, so that either can be sent to somebody. */
export function ViewSwitch({ state, of }: { state: HomeState; of: string }) {
  const t = useTranslations('viewSwitch')
  return (
    <nav aria-label={t('label', { name: of })} className="flex text-small print:hidden">
      {(['chart', 'table'] as const).map((shown) => (
        <Link
          key={shown}
          href={homeAddress({ ...state, shown })}
          scroll={false}
          aria-current={shown === state.shown ? 'true' : undefined}
          className="border border-control px-3 py-1.5 text-ink-2 no-underline first:rounded-l-small last:rounded-r-small last:border-l-0 aria-current:bg-accent-soft aria-current:font-medium aria-current:text-accent"
        >
          {t(shown)}
        </Link>
      ))}
    </nav>
  )
}
