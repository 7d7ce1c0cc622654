import { useLocale, useTranslations } from 'next-intl'
import { GrantsBar, grantPigment } from '@/components/charts/grants-bar'
import { PigmentSwatch } from '@/components/charts/pigments'
import { Card } from '@/components/ui/card'
import { UnitPrice } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatDeadline } from '@/lib/domain/format/format-time'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { languageOf } from '@/lib/domain/format/locales'
import type { Grant, GrantSource } from '@/lib/domain/ledger/model'

const SOURCE_KEYS = {
  plan: 'sourcePlan',
  pack: 'sourcePack',
  promo: 'sourcePromo',
  adjustment: 'sourceAdjustment',
  refund: 'sourceRefund',
  rollover: 'sourceRollover',
} as const satisfies Record<GrantSource, string>

/** The grants as the ledger will spend them. */
export function GrantsCard({ view }: { view: HomeView }) {
  const t = useTranslations('grants')
  const sum = view.grants.reduce((total, grant) => total + grant.available, 0n)
  if (view.grants.length === 0) {
    return (
      <Card title={t('title')}>
        <p className="text-small text-ink-2">{t('none')}</p>
      </Card>
    )
  }
  return (
    <Card title={t('title')}>
      <NextGrant view={view} />
      <GrantsBar grants={view.grants} label={t('bar')} />
      <table className="mt-3 w-full table-fixed border-collapse text-small">
        <caption className="sr-only">{t('caption')}</caption>
        <colgroup>
          <col className="w-6" />
          <col />
          <col className="w-32" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('order')}</th>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('left')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-hairline">
          {view.grants.map((grant, i) => (
            <GrantRow key={grant.id} grant={grant} place={i + 1} view={view} />
          ))}
        </tbody>
      </table>
      <p className="mt-2 border-t border-hairline pt-2 text-right text-small font-medium">
        {t.rich('sum', { amount: () => <TokenAmount amount={sum} sense="left" /> })}
      </p>
    </Card>
  )
}

function NextGrant({ view: { grants, account, asOf } }: { view: HomeView }) {
  const t = useTranslations('grants')
  const locale = useLocale()
  // What serves single actions only is spent beside the others: the sentence is about what serves all.
  const next = grants.find((grant) => grant.allowedActions.length === 0) ?? grants[0]
  if (!next) return null
  const { name, expiresAt } = next
  const words =
    expiresAt === null
      ? t('nextNever', { name })
      : t('next', { name, when: formatDeadline(expiresAt, account.timeZone, locale, asOf) })
  return <p className="mb-3 text-small text-ink-2 wrap-anywhere">{words}</p>
}

function GrantRow({ grant, place, view }: { grant: Grant; place: number; view: HomeView }) {
  const t = useTranslations('grants')
  const locale = useLocale()
  const { name, source, available, amount, costCents, currency, expiresAt, allowedActions } = grant
  const zone = view.account.timeZone
  return (
    <tr>
      <td className="w-6 py-2 align-top text-ink-3">{place}</td>
      <th scope="row" className="py-2 pr-2 text-left font-normal">
        <span className="flex items-start gap-2">
          <span className="mt-1">
            <PigmentSwatch pigment={grantPigment(source)} />
          </span>
          <span className="font-medium wrap-anywhere">{name}</span>
        </span>
        <span className="mt-0.5 block text-label text-ink-2">
          {t(SOURCE_KEYS[source])}
          {' · '}
          {expiresAt === null
            ? t('never')
            : t.rich('expires', { time: () => <When at={expiresAt} zone={zone} now={view.asOf} style="deadline" /> })}
          {' · '}
          {costCents === 0n
            ? t('free')
            : t.rich('price', { price: () => <UnitPrice cents={costCents} amount={amount} currency={currency} /> })}
          {allowedActions.length > 0 && ` · ${t('only', { actions: actionNames(allowedActions, view, locale) })}`}
        </span>
      </th>
      <td className="py-2 text-right align-top text-label wrap-anywhere text-ink-2">
        {t.rich('leftOf', {
          left: () => <TokenAmount amount={available} sense="left" className="block text-small font-bold text-ink" />,
          amount: formatTokens(amount, locale),
        })}
      </td>
    </tr>
  )
}

function actionNames(keys: readonly string[], { actionNames: names }: HomeView, locale: string): string {
  return keys.map((key) => names[key]?.[languageOf(locale)] ?? key).join(', ')
}
