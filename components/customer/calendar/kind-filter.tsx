import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { SCHEDULE_KINDS, type ScheduledEvent, type ScheduleKind } from '@/lib/domain/forecast/schedule-model'

interface KindFilterProps {
  accountId: string
  events: readonly ScheduledEvent[]
  /** Empty for all. */
  chosen: readonly ScheduleKind[]
}

/** One link for each kind that there is: the choice is in the address, and needs no JavaScript. */
export function KindFilter({ accountId, events, chosen }: KindFilterProps) {
  const t = useTranslations('calendar')
  const here = `/a/${accountId}/calendar`
  const count = (kind: ScheduleKind) => events.filter((event) => event.kind === kind).length
  const kinds = SCHEDULE_KINDS.filter((kind) => count(kind) > 0 || chosen.includes(kind))
  return (
    <nav aria-label={t('filter')}>
      <ul className="flex flex-wrap gap-2">
        <Choice href={here} isChosen={chosen.length === 0}>
          {t('all')}
        </Choice>
        {kinds.map((kind) => (
          <Choice key={kind} href={`${here}?kind=${kind}`} isChosen={chosen.includes(kind)}>
            {t('ofKind', { kind: t(`kinds.${kind}`), count: count(kind) })}
          </Choice>
        ))}
      </ul>
    </nav>
  )
}

function Choice({ href, isChosen, children }: { href: string; isChosen: boolean; children: string }) {
  return (
    <li>
      <Link
        href={href as Route}
        scroll={false}
        aria-current={isChosen ? 'true' : undefined}
        className={classNames(
          'inline-flex min-h-11 items-center rounded-small border px-3 text-small no-underline sm:min-h-8',
          isChosen
            ? 'border-accent bg-accent-soft font-medium text-accent'
            : 'border-control text-ink-2 hover:text-ink',
        )}
      >
        {children}
      </Link>
    </li>
  )
}
