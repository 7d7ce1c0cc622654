import { useLocale, useTranslations } from 'next-intl'
import { useTokenWords } from '@/components/ui/token-amount'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { PlansView } from '@/lib/domain/purchases/plan-views'
import { usePlanWords } from './use-plan-words'

/** The answer: which plan, and whether another one would have cost less. */
export function PlansAnswer({ view }: { view: PlansView }) {
  const t = useTranslations('plans')
  const words = usePlanWords()
  const tokens = useTokenWords()
  const { plan } = view.current
  const { currency } = view
  const price = plan && words.price({ priceCents: plan.costCents, currency, periodUnit: plan.unit })
  return (
    <div>
      <h1 className="max-w-[36ch] text-heading font-bold md:text-answer">
        {plan ? t('on', { plan: words.name(plan) }) : t('onNone')}
      </h1>
      <p className="mt-2 max-w-measure text-ink-2">
        {plan && t(`brings.${plan.unit}`, { tokens: tokens(plan.allowance), price: price ?? '' })}{' '}
        <Cheapest view={view} />
      </p>
    </div>
  )
}

/** What the replay comes to; of little use only that it is too little. */
function Cheapest({ view: { options, days, currency } }: { view: PlansView }) {
  const t = useTranslations('plans')
  const words = usePlanWords()
  const locale = useLocale()
  const best = options.find(({ isCheapest }) => isCheapest)
  if (days === 0) return t('noUse')
  if (!best || best.replay === null || best.replay.cents === null) return null
  if (best.isCurrent) return t('isCheapest', { days })
  const cost = formatMoney(best.replay.cents, currency, locale)
  const now = options.find(({ isCurrent }) => isCurrent)?.replay?.cents ?? null
  const facts = { days, plan: words.name(best.plan), cost }
  return now === null ? t('cheapest', facts) : t('cheaper', { ...facts, now: formatMoney(now, currency, locale) })
}
