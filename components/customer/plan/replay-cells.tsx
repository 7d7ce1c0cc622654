import { useLocale, useTranslations } from 'next-intl'
import { Money } from '@/components/ui/money'
import { TokenAmount, useTokenWords } from '@/components/ui/token-amount'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { PlanOption } from '@/lib/domain/purchases/plan-views'

/** What the past use would have cost, and how that comes about where packs were needed. */
export function CostCell({ option: { plan, replay }, currency }: { option: PlanOption; currency: string }) {
  const t = useTranslations('plans')
  const tokens = useTokenWords()
  const locale = useLocale()
  if (replay === null) return null
  if (replay.cents === null) return <span className="font-normal whitespace-normal">{t('notServed')}</span>
  const { bought, feeCents } = replay
  const packs = bought && t('packs', { count: bought.count.toString(), tokens: tokens(bought.pack.tokens) })
  return (
    <>
      <Money cents={replay.cents} currency={currency} />
      {packs !== null && (
        <span className="block text-small font-normal whitespace-normal text-ink-2">
          {plan ? t('feeAndPacks', { fee: formatMoney(feeCents, currency, locale), packs }) : packs}
        </span>
      )}
    </>
  )
}

export function MonthsOutCell({ option: { replay }, months }: { option: PlanOption; months: number }) {
  const t = useTranslations('plans')
  return replay && t('monthsOut', { out: replay.monthsOut, months })
}

export function LostCell({ option: { replay } }: { option: PlanOption }) {
  return replay && <TokenAmount amount={replay.lost} sense="used" />
}
