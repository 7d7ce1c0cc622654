import { useLocale, useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import type { FieldSpec } from '@/components/forms/field-specs'
import { Card } from '@/components/ui/card'
import type { FormAction } from '@/lib/domain/form-state'
import { formatCountry } from '@/lib/domain/format/format-country'
import { COUNTRIES } from '@/lib/domain/purchases/countries'
import type { BillingProfile } from '@/lib/domain/purchases/order-model'

interface BuyerCardProps {
  accountId: string
  /** Null before anybody said. */
  buyer: BillingProfile | null
  keepBilling: FormAction<string>
}

/** Who buys: it decides the tax and stands on receipts. Asked once, and changed when it changes. */
export function BuyerCard({ accountId, buyer, keepBilling }: BuyerCardProps) {
  const t = useTranslations('buy.buyer')
  const locale = useLocale()
  const form = (
    <ActionForm
      action={keepBilling}
      hidden={{ accountId }}
      fields={useFields(buyer)}
      submit={t('submit')}
      submitVariant={buyer ? 'secondary' : 'primary'}
      said={{ saved: t('saved') }}
    />
  )
  if (!buyer) {
    return (
      <Card title={t('title')}>
        <p className="mb-4 max-w-measure text-ink-2">{t('lead')}</p>
        {form}
      </Card>
    )
  }
  return (
    <Card title={t('title')}>
      <p className="whitespace-pre-line wrap-anywhere">
        {[buyer.name, buyer.address, formatCountry(buyer.country, locale), buyer.vatId].filter(Boolean).join('\n')}
      </p>
      <details className="mt-3">
        <summary className="min-h-6 cursor-pointer text-accent">{t('change')}</summary>
        <div className="mt-3">{form}</div>
      </details>
    </Card>
  )
}

function useFields(buyer: BillingProfile | null): FieldSpec[] {
  const t = useTranslations('buy.buyer')
  const locale = useLocale()
  const named = COUNTRIES.map((code) => ({ value: code, label: formatCountry(code, locale) }))
  const countries = named.sort((a, b) => a.label.localeCompare(b.label, locale))
  const text = (name: string, label: string, autoComplete: string, value: string | undefined) =>
    ({ kind: 'text', name, label, autoComplete, required: true, ...(value === undefined ? {} : { value }) }) as const
  return [
    text('buyerName', t('name'), 'organization', buyer?.name),
    text('address', t('address'), 'street-address', buyer?.address),
    {
      kind: 'select',
      name: 'country',
      label: t('country'),
      options: [{ value: '', label: t('chooseCountry') }, ...countries],
      value: buyer?.country ?? '',
    },
    { ...text('vatId', t('vatId'), 'off', buyer?.vatId ?? undefined), hint: t('vatIdHint'), required: false },
  ]
}
