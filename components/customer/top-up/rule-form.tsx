import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { SelectField, TextField } from '@/components/ui/field'
import { useTokenWords } from '@/components/ui/token-amount'
import type { FormFault } from '@/lib/domain/form-state'
import { formatDecimal, scaledToDecimal } from '@/lib/domain/format/decimals'
import { formatMoney, minorDigits } from '@/lib/domain/format/format-money'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { THRESHOLD_UNITS } from '@/lib/domain/purchases/top-up-figures'
import type { TopUpView } from '@/lib/domain/purchases/top-up-view'
import { LiveSentence } from './live-sentence'

/** The rule as it is typed. */
export interface RuleFields {
  below: string
  unit: string
  pack: string
  ceiling: string
}

interface RuleFormProps {
  view: TopUpView
  /** Null before anything was typed. */
  typed: RuleFields | null
  faults: readonly FormFault[]
}

const FORM = 'rule'

/** When it buys, what, and how much a month at most. A plain form: it asks for the review and changes nothing. Nothing is chosen beforehand. */
export function RuleForm({ view, typed, faults }: RuleFormProps) {
  const t = useTranslations('topUp')
  const tokens = useTokenWords()
  const locale = useLocale()
  const standing = useStandingFields(view)
  const { below, unit, pack, ceiling } = typed ?? standing
  const errorOf = (field: string) => faults.find((fault) => fault.field === field)?.message
  const units = THRESHOLD_UNITS.map((value) => ({ value, label: t(`units.${value}`) }))
  const packs = view.packs.map(({ key, tokens: amount, priceCents, currency }) => ({
    value: key,
    label: t('packOption', { tokens: tokens(amount), price: formatMoney(priceCents, currency, locale) }),
  }))
  const typing = { autoComplete: 'off', required: true } as const
  return (
    <Card title={t(view.topUp ? 'change' : 'set')}>
      <form id={FORM} noValidate action={`/a/${view.accountId}/top-up`} className="grid max-w-form gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...{ name: 'below', label: t('below'), error: errorOf('below'), defaultValue: below, ...typing }}
            inputMode="decimal"
          />
          <SelectField
            {...{ name: 'unit', label: t('unit'), error: errorOf('unit'), defaultValue: unit, required: true }}
            options={[{ value: '', label: t('choose') }, ...units]}
          />
        </div>
        <SelectField
          {...{ name: 'pack', label: t('pack'), error: errorOf('pack'), defaultValue: pack, required: true }}
          options={[{ value: '', label: t('choose') }, ...packs]}
        />
        <TextField
          {...{ name: 'ceiling', error: errorOf('ceiling'), defaultValue: ceiling, ...typing }}
          label={t('ceiling', { currency: view.currency })}
          hint={t('ceilingHint')}
          inputMode="decimal"
        />
        <LiveSentence form={FORM} packs={view.packs} currency={view.currency} tax={view.tax} />
        <div>
          <Button type="submit" variant={view.topUp?.isOn ? 'secondary' : 'primary'}>
            {t('review')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

/** The rule that stands, as it would be typed. */
function useStandingFields({ topUp, currency }: TopUpView): RuleFields {
  const locale = useLocale()
  if (!topUp) return { below: '', unit: '', pack: '', ceiling: '' }
  const { threshold, packKey: pack, ceilingCents } = topUp
  const digits = minorDigits(currency)
  const ceiling = formatDecimal(scaledToDecimal(ceilingCents, digits), locale, { minimumFractionDigits: digits })
  return 'days' in threshold
    ? { below: `${threshold.days}`, unit: 'days', pack, ceiling }
    : { below: formatTokens(threshold.tokens, locale), unit: 'tokens', pack, ceiling }
}
