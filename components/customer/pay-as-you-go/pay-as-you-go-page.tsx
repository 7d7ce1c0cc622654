import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { BuyNav } from '@/components/customer/buy/buy-nav'
import { BuyerCard } from '@/components/customer/buy/buyer-card'
import { ActionForm } from '@/components/forms/action-form'
import { ButtonForm } from '@/components/forms/button-form'
import { Card } from '@/components/ui/card'
import { Notice, ReadOnlyNote } from '@/components/ui/notice'
import { useTokenWords } from '@/components/ui/token-amount'
import type { FormAction } from '@/lib/domain/form-state'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { CAP_MAX, type PayAsYouGoView } from '@/lib/domain/purchases/pay-as-you-go'
import { OwedFacts } from './owed-facts'

interface PayAsYouGoPageProps {
  accountId: string
  view: PayAsYouGoView
  buyers: { mayBuy: boolean; names: readonly string[] }
  /** What was done just before: "on" or "off". */
  said: 'on' | 'off' | null
  /** What the form sends that leads to saving a card. */
  cardForm: Readonly<Record<string, string>>
  actions: {
    setCap: FormAction<string>
    turnOff: (form: FormData) => Promise<void>
    saveCard: FormAction<string>
    keepBilling: FormAction<string>
  }
}

/** "May work go on when my tokens are gone?" */
export function PayAsYouGoPage({ accountId, view, buyers, said, cardForm, actions }: PayAsYouGoPageProps) {
  const t = useTranslations('payAsYouGo')
  const locale = useLocale()
  const tokens = useTokenWords()
  const { agreed, currency, centsPerThousand, buyer, card, status } = view
  const isOn = agreed?.isOn === true
  const { mayBuy } = buyers
  const mayChange = mayBuy && status === 'active' && centsPerThousand !== null
  return (
    <div className="grid max-w-[44rem] gap-5">
      <BuyNav accountId={accountId} here="plan" />
      {said && <Notice tone="ok">{t(`said.${said}`)}</Notice>}
      <h1 className="max-w-[36ch] text-heading font-bold md:text-answer">
        {isOn ? t('on', { cap: tokens(agreed.cap) }) : t('off')}
      </h1>
      <p className="max-w-measure">
        {centsPerThousand === null
          ? t('noPrice', { currency })
          : t('lead', { price: formatMoney(centsPerThousand, currency, locale) })}
      </p>
      {status !== 'active' && <Notice tone="danger">{t('frozen')}</Notice>}
      {!mayBuy && <ReadOnlyNote>{t('readOnly', { names: buyers.names.join(', ') })}</ReadOnlyNote>}
      {(isOn || view.owed > 0n) && (
        <Card title={t('facts')}>
          <OwedFacts view={view} />
        </Card>
      )}
      {mayChange && <BuyerCard {...{ accountId, buyer }} keepBilling={actions.keepBilling} />}
      {mayChange && buyer && !card && (
        <Card title={t('cardTitle')}>
          <p className="mb-3 max-w-measure text-ink-2">{t('cardLead')}</p>
          <ActionForm action={actions.saveCard} fields={[]} hidden={cardForm} submit={t('saveCard')} />
        </Card>
      )}
      {mayChange && buyer && card && (
        <Card title={t('formTitle')}>
          <ActionForm
            action={actions.setCap}
            hidden={{ accountId }}
            fields={[
              {
                kind: 'text',
                name: 'cap',
                autoComplete: 'off',
                label: t('cap'),
                hint: t('capHint', { most: formatTokens(CAP_MAX, locale) }),
                required: true,
                ...(agreed ? { value: formatTokens(agreed.cap, locale) } : {}),
              },
            ]}
            submit={t(isOn ? 'change' : 'switchOn')}
          />
          <p className="mt-3 max-w-measure text-small text-ink-2">{t('refused')}</p>
        </Card>
      )}
      {mayBuy && isOn && (
        <div className="grid justify-items-start gap-2">
          <ButtonForm action={actions.turnOff} hidden={{ accountId }}>
            {t('turnOff')}
          </ButtonForm>
          <p className="max-w-measure text-small text-ink-2">{t('turnOffHint')}</p>
        </div>
      )}
      <p>
        <Link href={`/a/${accountId}/plan` as Route}>{t('back')}</Link>
      </p>
    </div>
  )
}
