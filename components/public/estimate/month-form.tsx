import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { TextField } from '@/components/ui/field'
import { useClassName } from '@/components/ui/use-class-name'
import type { RateCardLine } from '@/lib/domain/catalogue/model'
import type { ActionName } from '@/lib/domain/catalogue/views'
import { formatUnits } from '@/lib/domain/format/format-arithmetic'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import type { EstimateQuery } from '@/lib/domain/purchases/estimate-query'
import { TOKEN } from '@/lib/domain/tokens'
import { useActionName } from '../use-name'
import { ChoiceLinks } from './choice-links'

/** Calls a day of a first try, a busy team and a product. */
const PRESETS = { light: 20n, busy: 500n, product: 10_000n } as const

interface MonthFormProps {
  query: EstimateQuery
  lines: readonly RateCardLine[]
  actions: readonly ActionName[]
  currency: string
}

/** A month in a few figures. The address keeps all of them, so that an estimate can be sent to somebody. */
export function MonthForm({ query, lines, actions, currency }: MonthFormProps) {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const name = useActionName(actions)
  const inWords = useClassName()
  const { line, sizes, callsADay, balance, direct } = query
  if (!line) return null
  const sizeFields = Object.entries(sizes)
  return (
    <Card title={t('describe')} className="print:hidden">
      <div className="grid gap-4">
        <ChoiceLinks
          label={t('action')}
          choices={lines.map(({ actionKey }) => ({
            key: actionKey,
            label: name(actionKey),
            href: `/estimate?by=month&action=${actionKey}${callsADay === null ? '' : `&calls=${callsADay}`}`,
            isChosen: actionKey === line.actionKey,
          }))}
        />
        <ChoiceLinks
          label={t('presets')}
          choices={Object.entries(PRESETS).map(([key, calls]) => ({
            key,
            label: t(`preset.${key as keyof typeof PRESETS}`, { calls: formatTokens(calls * TOKEN, locale) }),
            href: `/estimate?by=month&action=${line.actionKey}&calls=${calls}`,
            isChosen: callsADay === calls,
          }))}
        />
        <form action="/estimate" className="grid gap-4">
          <input type="hidden" name="by" value="month" />
          <input type="hidden" name="action" value={line.actionKey} />
          <div key={line.actionKey + callsADay} className="grid items-end gap-4 sm:grid-cols-2 md:grid-cols-4">
            <TextField
              name="calls"
              label={t('calls')}
              inputMode="numeric"
              autoComplete="off"
              defaultValue={callsADay === null ? '' : formatTokens(callsADay * TOKEN, locale)}
            />
            {sizeFields.map(([quantityClass, milli]) => (
              <TextField
                key={quantityClass}
                name={`q.${quantityClass}`}
                label={t('size', { name: inWords(quantityClass) })}
                inputMode="decimal"
                autoComplete="off"
                defaultValue={formatUnits(milli, locale)}
              />
            ))}
            <TextField
              name="balance"
              label={t('balance')}
              inputMode="decimal"
              autoComplete="off"
              defaultValue={balance > 0n ? formatTokens(balance, locale) : ''}
            />
          </div>
          <details open={Object.keys(direct).length > 0}>
            <summary className="text-accent">{t('ownPrice')}</summary>
            <p className="mt-2 mb-3 max-w-measure text-small text-ink-2">{t('ownPriceBody')}</p>
            <div className="grid items-end gap-4 sm:grid-cols-2 md:grid-cols-4">
              {sizeFields.map(([quantityClass]) => (
                <TextField
                  key={quantityClass}
                  name={`d.${quantityClass}`}
                  label={t('perMillion', { name: inWords(quantityClass), currency })}
                  inputMode="decimal"
                  autoComplete="off"
                  defaultValue={direct[quantityClass] === undefined ? '' : formatUnits(direct[quantityClass], locale)}
                />
              ))}
            </div>
          </details>
          <p className="text-small text-ink-3">{t('rangeRule')}</p>
          <div>
            <Button type="submit">{t('submit')}</Button>
          </div>
        </form>
        <p className="text-small">
          <Link href={'/estimate?by=prompt' as Route}>{t('toPrompt')}</Link>
        </p>
      </div>
    </Card>
  )
}
