import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import type { FieldSpec } from '@/components/forms/field-specs'
import { Notice } from '@/components/ui/notice'
import type { FormAction } from '@/lib/domain/form-state'
import { WHYS } from '@/lib/domain/purchases/order-inputs'
import type { PlansView } from '@/lib/domain/purchases/plan-views'

interface DoneNoticeProps {
  accountId: string
  view: PlansView
  done: string
  sayWhy: FormAction<string>
}

/** Says that it was done, while it still is so; after an end one question, which may be left alone. */
export function DoneNotice({ accountId, view, done, sayWhy }: DoneNoticeProps) {
  const t = useTranslations('plans')
  const fields = useFields()
  const { change } = view.current
  const isSo = {
    kept: change === null,
    changed: change?.plan != null,
    canceled: change?.plan === null,
    tried: change?.plan != null,
    stopped: change === null,
  }
  if (!Object.hasOwn(isSo, done) || !isSo[done as keyof typeof isSo]) return null
  return (
    <Notice tone="ok" role="status" title={t(`done.${done as keyof typeof isSo}`)}>
      {done === 'canceled' && (
        <details>
          <summary className="min-h-6 cursor-pointer text-accent">{t('why.open')}</summary>
          <div className="mt-3 max-w-form">
            <ActionForm
              action={sayWhy}
              hidden={{ accountId }}
              fields={fields}
              submit={t('why.submit')}
              submitVariant="secondary"
              said={{ said: t('why.thanks') }}
            />
          </div>
        </details>
      )}
    </Notice>
  )
}

function useFields(): FieldSpec[] {
  const t = useTranslations('plans.why')
  const options = WHYS.map((value) => ({ value, label: t(`reasons.${value}`) }))
  return [
    { kind: 'select', name: 'why', label: t('reason'), options, value: WHYS[0] },
    { kind: 'text', name: 'words', label: t('words'), autoComplete: 'off' },
  ]
}
