import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { TokenAmount } from '@/components/ui/token-amount'
import type { RunRate } from '@/lib/domain/forecast/views'
import { formatDay } from '@/lib/domain/format/format-time'
import type { Tokens } from '@/lib/domain/tokens'

interface BalancePillProps {
  href: Route
  available: Tokens
  runRate: RunRate
  zone: string
}

/** The balance on every page, from the same snapshot as the home page. */
export function BalancePill({ href, available, runRate, zone }: BalancePillProps) {
  const t = useTranslations('shell')
  const locale = useLocale()
  const until =
    runRate.kind === 'pace' && runRate.runsOutAt !== null ? formatDay(runRate.runsOutAt, zone, locale) : null
  return (
    <Link
      href={href}
      className="flex min-h-8 items-center rounded-small border border-control px-3 text-small whitespace-nowrap text-ink no-underline hover:bg-sunken"
    >
      <span className="sm:hidden">
        {t.rich('pillLeft', { amount: () => <TokenAmount amount={available} sense="left" compact /> })}
      </span>
      <span className="hidden sm:inline">
        {t.rich('pillLeft', { amount: () => <TokenAmount amount={available} sense="left" className="font-bold" /> })}
        {until !== null && <span className="hidden lg:inline"> · {t('pillUntil', { date: until })}</span>}
      </span>
    </Link>
  )
}
