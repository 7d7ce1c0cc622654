import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { useTokenWords } from '@/components/ui/token-amount'
import { useRolloverWords } from '@/components/ui/use-rollover-words'
import { When } from '@/components/ui/when'
import { languageOf } from '@/lib/domain/format/locales'
import type { PlanInForce, PlanName, PlanView } from '@/lib/domain/subscriptions/views'

/** Which plan the account is on, until when, and what comes after. */
export function PlanCard({ accountId, view }: { accountId: string; view: PlanView }) {
  const t = useTranslations('plan')
  const { plan } = view
  return (
    <Card title={t('title')}>
      {plan ? <PlanFacts view={view} plan={plan} /> : <p className="text-ink-2">{t('none')}</p>}
      <Change view={view} />
      <p className="mt-3">
        <Link href={`/a/${accountId}/plan` as Route}>{t('toPlans')}</Link>
      </p>
    </Card>
  )
}

function PlanFacts({ view, plan }: { view: PlanView; plan: PlanInForce }) {
  const t = useTranslations('plan')
  const words = useTokenWords()
  const rolls = useRolloverWords()(plan.rollover)
  const name = usePlanName()
  const when = (at: bigint, style: 'instant' | 'deadline') => (
    <When at={at} zone={view.timeZone} now={view.asOf} style={style} />
  )
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      <Fact term={t('name')}>{name(plan)}</Fact>
      <Fact term={t('brings')}>
        {t.rich(plan.unit === 'month' ? 'eachMonth' : 'eachYear', {
          tokens: words(plan.allowance),
          price: () => <Money cents={plan.costCents} currency={view.currency} />,
        })}
      </Fact>
      {plan.period && (
        <Fact term={t('period')}>
          {t.rich('fromTo', {
            from: () => when(plan.period?.startsAt ?? 0n, 'instant'),
            until: () => when(plan.period?.endsAt ?? 0n, 'deadline'),
          })}
        </Fact>
      )}
      {plan.renewsAt !== null && <Fact term={t('renews')}>{when(plan.renewsAt, 'instant')}</Fact>}
      <Fact term={t('unused')}>{rolls}</Fact>
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd>{children}</dd>
    </>
  )
}

function usePlanName(): (plan: PlanName) => string {
  const locale = useLocale()
  return ({ nameEn, nameFr }) => (languageOf(locale) === 'fr' ? nameFr : nameEn)
}

function Change({ view: { change, timeZone, asOf } }: { view: PlanView }) {
  const t = useTranslations('plan')
  const name = usePlanName()
  if (!change) return null
  const at = () => <When at={change.at} zone={timeZone} now={asOf} />
  return (
    <p className="mt-3">{change.plan ? t.rich('changes', { plan: name(change.plan), at }) : t.rich('ends', { at })}</p>
  )
}
