import { useTranslations } from 'next-intl'
import { BuyNav } from '@/components/customer/buy/buy-nav'
import { PendingNotice } from '@/components/customer/buy/pending-notice'
import { Notice, ReadOnlyNote } from '@/components/ui/notice'
import type { FormAction } from '@/lib/domain/form-state'
import type { PlansView } from '@/lib/domain/purchases/plan-views'
import { type CardFormProps, CardNotice } from './card-notice'
import { ChangeNotice } from './change-notice'
import { DoneNotice } from './done-notice'
import { PayAsYouGoCard } from './pay-as-you-go-card'
import { PlansAnswer } from './plans-answer'
import { PlansTables } from './plans-tables'
import { ReplayNotes } from './replay-notes'

interface PlansPageProps extends CardFormProps {
  accountId: string
  view: PlansView
  buyers: { mayBuy: boolean; names: readonly string[] }
  /** What was just done here; null for who comes from elsewhere. */
  done: string | null
  keep: (form: FormData) => Promise<void>
  stop: (form: FormData) => Promise<void>
  sayWhy: FormAction<string>
}

/** "Is this the right plan?" */
export function PlansPage({ accountId, view, buyers, done, keep, stop, sayWhy, ...card }: PlansPageProps) {
  const t = useTranslations('plans')
  const { status, pending, current, options, currency } = view
  const isOpen = buyers.mayBuy && status === 'active'
  return (
    <div className="grid gap-5">
      <BuyNav accountId={accountId} here="plan" />
      {done !== null && <DoneNotice {...{ accountId, view, done, sayWhy }} />}
      <PlansAnswer view={view} />
      {status !== 'active' && <Notice tone="danger">{t(`status.${status}`)}</Notice>}
      {current.change && <ChangeNotice {...{ accountId, view, keep, stop }} isOpen={isOpen} />}
      <CardNotice {...{ view, isOpen }} {...card} />
      {pending && <PendingNotice order={pending} />}
      {!buyers.mayBuy && <ReadOnlyNote>{t('readOnly', { names: buyers.names.join(', ') })}</ReadOnlyNote>}
      {options.length > 1 ? (
        <>
          <PlansTables {...{ accountId, view }} isOpen={isOpen} />
          {view.days > 0 && <ReplayNotes view={view} />}
        </>
      ) : (
        <Notice tone="neutral">{t('none', { currency })}</Notice>
      )}
      <PayAsYouGoCard {...{ accountId }} agreed={view.payAsYouGo} />
    </div>
  )
}
