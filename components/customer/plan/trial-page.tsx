import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { BuyNav } from '@/components/customer/buy/buy-nav'
import { BuyerCard } from '@/components/customer/buy/buyer-card'
import { useTaxWords } from '@/components/customer/buy/use-tax-words'
import { ActionForm } from '@/components/forms/action-form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useTokenWords } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { FormAction } from '@/lib/domain/form-state'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { TrialView } from '@/lib/domain/purchases/trial'
import { usePlanWords } from './use-plan-words'

interface TrialPageProps {
  accountId: string
  view: TrialView
  /** What the form sends that leads to saving a card. */
  cardForm: Readonly<Record<string, string>>
  actions: { startTrial: FormAction<string>; saveCard: FormAction<string>; keepBilling: FormAction<string> }
}

/** What a trial brings, what comes after it, and what is missing for it. */
export function TrialPage({ accountId, view, cardForm, actions }: TrialPageProps) {
  const t = useTranslations('trial')
  const words = usePlanWords()
  const locale = useLocale()
  const tokens = useTokenWords()
  const taxWords = useTaxWords()
  const { plan, currency, timeZone, asOf, buyer, card } = view
  const named = { plan: words.name(plan), days: plan.trialDays }
  const ends = () => <When at={view.endsAt} zone={timeZone} now={asOf} style="deadline" />
  const money = (cents: bigint) => formatMoney(cents, currency, locale)
  const obstacle = obstacleOf(view)
  return (
    <div className="grid max-w-[44rem] gap-5">
      <BuyNav accountId={accountId} here="plan" />
      <h1 className="text-heading font-bold md:text-answer">{t('title', named)}</h1>
      <p className="max-w-measure">{t.rich('brings', { tokens: tokens(view.tokens), ends })}</p>
      <p className="max-w-measure">
        {t('then', { ...named, total: money(view.totalCents), net: money(view.netCents), tax: taxWords(view.tax) })}
      </p>
      <p className="max-w-measure text-ink-2">{t('terms')}</p>
      {obstacle && <Notice tone="warn">{t(`obstacles.${obstacle}`)}</Notice>}
      {!obstacle && <BuyerCard {...{ accountId, buyer }} keepBilling={actions.keepBilling} />}
      {!obstacle && buyer && !card && (
        <Card title={t('cardTitle')}>
          <p className="mb-3 max-w-measure text-ink-2">{t('cardLead')}</p>
          <ActionForm action={actions.saveCard} fields={[]} hidden={cardForm} submit={t('saveCard')} />
        </Card>
      )}
      {!obstacle && buyer && card && (
        <div className="grid gap-2">
          <ActionForm
            action={actions.startTrial}
            fields={[]}
            hidden={{ accountId, planKey: plan.key }}
            submit={t('start', named)}
          />
          <p className="max-w-measure text-small text-ink-2">
            {t('card', { brand: card.brand, lastFour: card.lastFour, total: money(view.totalCents) })}
          </p>
        </div>
      )}
      <p>
        <Link href={`/a/${accountId}/plan` as Route}>{t('back')}</Link>
      </p>
    </div>
  )
}

type Obstacle = 'frozen' | 'plan' | 'used' | 'unproven'

function obstacleOf({ status, hasPlan, isUsed, isProven }: TrialView): Obstacle | null {
  if (status !== 'active') return 'frozen'
  if (hasPlan) return 'plan'
  if (isUsed) return 'used'
  return isProven ? null : 'unproven'
}
