import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

const PLACES = ['buy', 'plan', 'top-up', 'orders', 'documents'] as const
export type BuyPlace = (typeof PLACES)[number]

/** What belongs to buying, beside each other; the page that is shown is marked for eyes and ears. */
export function BuyNav({ accountId, here }: { accountId: string; here: BuyPlace }) {
  const t = useTranslations('buyNav')
  return (
    <nav aria-label={t('label')} className="print:hidden">
      <ul className="flex flex-wrap gap-1 border-b border-hairline pb-2 text-small">
        {PLACES.map((place) => (
          <li key={place}>
            <Link
              href={`/a/${accountId}/${place}` as Route}
              aria-current={place === here ? 'page' : undefined}
              className="flex min-h-10 items-center rounded-small px-3 text-ink-2 no-underline hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-bold aria-[current=page]:text-accent"
            >
              {t(place)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
