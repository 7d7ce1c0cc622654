import { useLocale, useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import type { FieldSpec } from '@/components/forms/field-specs'
import { Card } from '@/components/ui/card'
import { PLAN_MEASURES, QUOTA_KINDS, QUOTA_POLICIES, QUOTA_UNITS } from '@/lib/domain/catalogue/plans'
import type { FormAction } from '@/lib/domain/form-state'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import type { LimitsView, LimitView } from '@/lib/domain/quotas/views'

interface QuotaCardProps {
  view: LimitsView
  /** The limit in whose place the new one is put; null for one more. */
  changed: LimitView | null
  action: FormAction<string>
}

/** Gives the account, or one of its keys, a quota. One of a plan's name takes its place. */
export function QuotaCard({ view, changed, action }: QuotaCardProps) {
  const t = useTranslations('staffLimits')
  const fields = useFields(view, changed)
  return (
    <Card id="quota" title={changed ? t('changeTitle', { name: changed.quota.name }) : t('newTitle')}>
      <div className="grid max-w-form gap-4">
        <p className="text-ink-2">{t('newLead')}</p>
        {/* Without the key the fields would keep what they began with. */}
        <ActionForm
          key={changed?.quota.key ?? ''}
          action={action}
          hidden={{ accountId: view.accountId }}
          submit={t('newSubmit')}
          fields={fields}
        />
      </div>
    </Card>
  )
}

function useFields({ keys, currency }: LimitsView, changed: LimitView | null): FieldSpec[] {
  const t = useTranslations('staffLimits')
  const limits = useTranslations('limits')
  const locale = useLocale()
  const quota = changed?.quota
  const text = (name: string, words: { label: string; hint?: string }, value?: string): FieldSpec => ({
    ...{ kind: 'text', name, autoComplete: 'off', required: true, ...words },
    ...(value === undefined ? {} : { value }),
  })
  const scopes = [
    { value: 'account', label: limits('scopes.account') },
    ...keys.map(({ id, name }) => ({ value: `key:${id}`, label: limits('scopes.key', { name }) })),
  ]
  const measures = PLAN_MEASURES.map((value) => ({ value, label: limits(`measures.${value}`, { currency }) }))
  const units = QUOTA_UNITS.map((value) => ({ value, label: limits(`units.${value}`) }))
  const kinds = QUOTA_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))
  const policies = QUOTA_POLICIES.map((value) => ({ value, label: t(`policies.${value}`) }))
  const scope = quota?.scope === 'key' ? `key:${quota.scopeId}` : 'account'
  const told = t('toldHint')
  return [
    text('quotaName', { label: t('name'), hint: t('nameHint') }, quota?.name),
    { kind: 'select', name: 'quotaScope', label: limits('scope'), options: scopes, value: scope },
    text('quotaAmount', { label: t('cap') }, quota && formatTokens(quota.cap, locale)),
    {
      kind: 'select',
      name: 'quotaMeasure',
      label: limits('measure'),
      options: measures,
      value: quota?.measure ?? 'tokens',
    },
    { kind: 'select', name: 'quotaUnit', label: limits('unit'), options: units, value: quota?.unit ?? 'hour' },
    { kind: 'select', name: 'quotaKind', label: t('kind'), options: kinds, value: quota?.kind ?? 'fixed' },
    { kind: 'select', name: 'quotaPolicy', label: t('policy'), options: policies, value: quota?.policy ?? 'stop' },
    {
      ...{ kind: 'text', name: 'quotaSlow', inputMode: 'numeric', autoComplete: 'off' },
      ...{ label: t('slow'), hint: t('slowHint'), value: `${quota?.slowPerMinute ?? 60}` },
    },
    text('quotaReasonEn', { label: t('reasonEn'), hint: told }, quota?.reasonEn),
    text('quotaReasonFr', { label: t('reasonFr'), hint: told }, quota?.reasonFr),
    text('quotaReason', { label: t('reason'), hint: t('reasonHint') }),
  ]
}
