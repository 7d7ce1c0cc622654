import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useName } from '@/components/public/use-name'
import { useTokenWords } from '@/components/ui/token-amount'
import { formatMoney, formatPricePerThousand } from '@/lib/domain/format/format-money'
import type { PlanAlternative } from '@/lib/domain/purchases/plan-alternative'

/** What another plan would bring and cost for this account's own use, in whichever direction it speaks. */
export function PlanLine({ accountId, alternative }: { accountId: string; alternative: PlanAlternative }) {
  const t = useTranslations('buy.alternative')
  const locale = useLocale()
  const tokens = useTokenWords()
  const name = useName()
  const { plan, monthlyCents, ownMonthlyCents, isCheaper, isOnPlan } = alternative
  const { currency, priceCents, allowance, periodUnit } = plan
  const money = formatMoney(monthlyCents, currency, locale)
  const own = ownMonthlyCents === null ? null : formatMoney(ownMonthlyCents, currency, locale)
  const perThousand = formatPricePerThousand(priceCents, allowance, currency, locale)
  const adds = {
    plan: name(plan),
    tokens: tokens(allowance),

    price: formatMoney(priceCents, currency, locale),
  }
  return (
    <p className="max-w-measure text-ink-2">
      {t(periodUnit, { ...adds, perThousand })} {own === null ? t('only', { money }) : t(verdict(), { money, own })}{' '}
      <Link href={`/a/${accountId}/plan` as Route}>{t('link')}</Link>
    </p>
  )

  function verdict(): 'cheaper' | 'packs' | 'plan' {
    if (isCheaper) return 'cheaper'
    return isOnPlan ? 'plan' : 'packs'
  }
}
