import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useVerdictWords } from '@/components/customer/home/use-verdict-words'
import { TokenAmount, useTokenWords } from '@/components/ui/token-amount'
import type { Verdict } from '@/lib/domain/forecast/verdict-model'

/**
 * The balance on every page and how long it lasts, from the same snapshot as the home page. Those who listen hear the whole sentence
 * instead of the short words.
 */
export function BalancePill({ href, verdict }: { href: Route; verdict: Verdict }) {
  const t = useTranslations('shell')
  const { sentence, pill } = useVerdictWords(verdict)
  const tokens = useTokenWords()
  const { available } = verdict
  return (
    <Link
      href={href}
      className="flex min-h-8 items-center rounded-small border border-control px-3 text-small whitespace-nowrap text-ink no-underline hover:bg-sunken"
    >
      <span className="sr-only">{t('pillName', { tokens: tokens(available), sentence })}</span>
      <span aria-hidden="true" className="sm:hidden">
        {t.rich('pillLeft', { amount: () => <TokenAmount amount={available} sense="left" compact /> })}
      </span>
      <span aria-hidden="true" className="hidden sm:inline">
        {t.rich('pillLeft', { amount: () => <TokenAmount amount={available} sense="left" className="font-bold" /> })}
        <span className="hidden lg:inline"> · {pill}</span>
      </span>
    </Link>
  )
}
