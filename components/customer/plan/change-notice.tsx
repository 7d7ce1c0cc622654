import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/forms/button-form'
import { Notice } from '@/components/ui/notice'
import { When } from '@/components/ui/when'
import type { PlansView } from '@/lib/domain/purchases/plan-views'
import { usePlanWords } from './use-plan-words'

interface ChangeNoticeProps {
  accountId: string
  view: PlansView
  keep: (form: FormData) => Promise<void>
  /** Where none runs, what was to begin does not. */
  stop: (form: FormData) => Promise<void>
  /** Whether it may be taken back here. */
  isOpen: boolean
}

/** What is to come in the place of the plan, and one button that takes it back. */
export function ChangeNotice({ accountId, view, keep, stop, isOpen }: ChangeNoticeProps) {
  const t = useTranslations('plans')
  const words = usePlanWords()
  const { plan, change } = view.current
  if (!change) return null
  const at = () => <When at={change.at} zone={view.timeZone} now={view.asOf} />
  return (
    <Notice
      tone="info"
      title={change.plan ? t.rich('comes', { plan: words.name(change.plan), at }) : t.rich('ends', { at })}
    >
      <div className="grid justify-items-start gap-3">
        <p>{t('untilThen')}</p>
        {isOpen && plan?.period && (
          <ButtonForm action={keep} hidden={{ accountId }}>
            {t('keep', { plan: words.name(plan) })}
          </ButtonForm>
        )}
        {isOpen && !plan && change.plan && (
          <ButtonForm action={stop} hidden={{ accountId }}>
            {t('stop', { plan: words.name(change.plan) })}
          </ButtonForm>
        )}
      </div>
    </Notice>
  )
}
