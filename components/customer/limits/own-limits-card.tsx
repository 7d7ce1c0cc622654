import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ActionForm } from '@/components/forms/action-form'
import { ButtonForm } from '@/components/forms/button-form'
import type { FieldSpec } from '@/components/forms/field-specs'
import { LimitList } from '@/components/limits/limit-list'
import { useLimitWords } from '@/components/limits/use-limit-words'
import { Card } from '@/components/ui/card'
import type { FormAction } from '@/lib/domain/form-state'
import { OWN_LIMIT_UNITS } from '@/lib/domain/quotas/inputs'
import { QUOTA_MEASURES } from '@/lib/domain/quotas/model'
import type { LimitsView } from '@/lib/domain/quotas/views'

interface OwnLimitsCardProps {
  view: LimitsView
  /** Budgets tell, caps stop: two blocks, never one. The word begins the names of the fields. */
  kind: 'budget' | 'cap'
  set: FormAction<string>
  remove: (form: FormData) => Promise<void>
  /** Stands in the place of the form for those who may not; null for those who may. */
  readOnly: ReactNode
}

/** The customer's own limits of one kind, and the form that sets one. */
export function OwnLimitsCard({ view, kind, set, remove, readOnly }: OwnLimitsCardProps) {
  const t = useTranslations('limits')
  const words = useLimitWords(view)
  const fields = useFields(view, kind)
  const policy = kind === 'cap' ? 'stop' : 'tell'
  const own = view.limits.filter(({ quota }) => quota.origin === 'customer' && quota.policy === policy)
  return (
    <Card title={t(`${kind}.title`)} id={`${kind}s`}>
      <div className="grid gap-4">
        <p className="max-w-measure text-ink-2">{t(`${kind}.lead`)}</p>
        <LimitList
          view={view}
          limits={own}
          none={t(`${kind}.none`)}
          actions={({ quota }) =>
            readOnly === null && (
              <ButtonForm action={remove} hidden={{ accountId: view.accountId, limitKey: quota.key }}>
                <span aria-hidden="true">{t('remove')}</span>
                <span className="sr-only">{t('removeNamed', { title: words.title(quota) })}</span>
              </ButtonForm>
            )
          }
        />
        {readOnly ?? (
          <section className="grid max-w-form gap-3 border-t border-hairline pt-4">
            <h3 className="font-bold">{t(`${kind}.formTitle`)}</h3>
            <ActionForm
              action={set}
              hidden={{ accountId: view.accountId }}
              submit={t(`${kind}.submit`)}
              submitVariant="secondary"
              said={{ saved: t(`${kind}.saved`) }}
              fields={fields}
            />
          </section>
        )}
      </div>
    </Card>
  )
}

function useFields({ currency, keys, members }: LimitsView, kind: OwnLimitsCardProps['kind']): FieldSpec[] {
  const t = useTranslations('limits')
  const scopes = [
    { value: 'account', label: t('scopes.account') },
    ...keys.map(({ id, name }) => ({ value: `key:${id}`, label: t('scopes.key', { name }) })),
    ...members.map(({ id, name }) => ({ value: `member:${id}`, label: t('scopes.member', { name }) })),
  ]
  const measures = QUOTA_MEASURES.map((value) => ({ value, label: t(`measures.${value}`, { currency }) }))
  const units = OWN_LIMIT_UNITS.map((value) => ({ value, label: t(`units.${value}`) }))
  const [amount, hint] = [t(`${kind}.amount`), t('amountHint')]
  return [
    {
      kind: 'text',
      name: `${kind}Amount`,
      label: amount,
      hint,
      autoComplete: 'off',
      inputMode: 'decimal',
      required: true,
    },
    { kind: 'select', name: `${kind}Measure`, label: t('measure'), options: measures, value: 'tokens' },
    { kind: 'select', name: `${kind}Unit`, label: t('unit'), options: units, value: 'month' },
    { kind: 'select', name: `${kind}Scope`, label: t('scope'), options: scopes, value: 'account' },
  ]
}
