import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useLimitWords } from '@/components/limits/use-limit-words'
import type { LimitsView, LimitView } from '@/lib/domain/quotas/views'

/** Ways to what may be done with a limit: each leads to a form that asks why. */
export function LimitDeeds({ view, limit, here }: { view: LimitsView; limit: LimitView; here: Route }) {
  const t = useTranslations('staffLimits')
  const title = useLimitWords(view).title(limit.quota)
  const deeds = ['reset', 'lift', 'change', ...(limit.quota.origin === 'staff' ? (['remove'] as const) : [])] as const
  const anchor = { reset: '', lift: '', remove: '', change: '#quota' }
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-small">
      {deeds.map((deed) => (
        <li key={deed}>
          <Link
            href={`${here}?${deed}=${encodeURIComponent(limit.quota.key)}${anchor[deed]}` as Route}
            aria-label={t(`${deed}Named`, { title })}
            className="link inline-block py-2"
          >
            {t(deed)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
