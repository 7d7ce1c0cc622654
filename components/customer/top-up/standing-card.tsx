import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { ButtonForm } from '@/components/forms/button-form'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import type { TopUp } from '@/lib/domain/purchases/top-up-model'
import type { TopUpView } from '@/lib/domain/purchases/top-up-view'
import { DryRunNote } from './dry-run-note'
import type { TopUpActions } from './top-up-actions'
import { useRuleSentence } from './use-rule-sentence'

interface StandingCardProps {
  view: TopUpView
  topUp: TopUp
  mayChange: boolean
  actions: Pick<TopUpActions, 'turnOn' | 'turnOff'>
}

/** The rule that was set, what it spent this month, what it would have done, and its switch. */
export function StandingCard({ view, topUp, mayChange, actions }: StandingCardProps) {
  const t = useTranslations('topUp')
  const sentence = useRuleSentence()
  const { accountId, sale, month, currency, dryRun } = view
  const isRunning = topUp.isOn && topUp.paused === null
  return (
    <Card title={t(isRunning ? 'rule' : 'lastRule')}>
      <div className="grid gap-3">
        <p className="max-w-measure">{sale ? sentence({ ...topUp, price: sale }) : t('packGone')}</p>
        {topUp.isOn && (
          <p className="text-ink-2">
            {t.rich('spent', {
              spent: () => <Money cents={month.spentCents} currency={currency} />,
              ceiling: () => <Money cents={topUp.ceilingCents} currency={currency} />,
            })}
          </p>
        )}
        {dryRun && <DryRunNote {...{ dryRun, currency }} timeZone={view.timeZone} />}
        {mayChange && (
          <div className="flex flex-wrap items-start gap-3">
            {!isRunning && (
              <ActionForm action={actions.turnOn} fields={[]} hidden={{ accountId }} submit={t('turnOnAgain')} />
            )}
            {topUp.isOn && (
              <ButtonForm action={actions.turnOff} hidden={{ accountId }}>
                {t('turnOff')}
              </ButtonForm>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}
