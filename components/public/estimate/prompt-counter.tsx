'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { Card } from '@/components/ui/card'
import { SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { formatUnits } from '@/lib/domain/format/format-arithmetic'
import { languageOf } from '@/lib/domain/format/locales'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import { countUnits } from '@/lib/domain/purchases/count-units'
import { estimateOf } from '@/lib/domain/purchases/estimate'
import { describedWorkload, sizesAround, spreadOf } from '@/lib/domain/purchases/workload'
import { parseTokens, TOKEN } from '@/lib/domain/tokens'
import { useActionName } from '../use-name'
import type { Circumstances } from './circumstances'
import { useAnswer } from './estimate-answer'
import { EstimateResult } from './estimate-result'

const FIRST = { output: '300', calls: '100', balance: '' }
const COUNT_MAX = 10_000_000n * TOKEN

/** Counts a prompt where it is: in this browser. Nothing of it is sent. */
export function PromptCounter(circumstances: Circumstances) {
  const t = useTranslations('estimate')
  const { offers, actions, lines } = circumstances
  const name = useActionName(actions)
  const reading = lines.filter(({ prices }) => prices.has('input'))
  const [text, setText] = useState('')
  const [action, setAction] = useState(reading[0]?.actionKey ?? '')
  const [figures, setFigures] = useState(FIRST)
  const estimate = usePromptEstimate(circumstances, { text, action, figures })
  const answer = useAnswer(offers.currency)
  const field = (key: keyof typeof FIRST, label: string) => (
    <TextField
      name={key}
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={figures[key]}
      onChange={(event) => setFigures({ ...figures, [key]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <Card title={t('tabs.prompt')} className="print:hidden">
        <div className="grid gap-4">
          <p className="max-w-measure">{t('local')}</p>
          <noscript>
            <Notice tone="warn">{t('needsScript')}</Notice>
          </noscript>
          <div className="grid gap-1">
            <label htmlFor="prompt" className="font-medium">
              {t('prompt')}
            </label>
            <textarea
              id="prompt"
              rows={6}
              aria-describedby="prompt-count"
              className="block w-full rounded-small border border-control bg-surface px-3 py-2 text-body"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Count text={text} />
          </div>
          <div className="grid items-end gap-4 sm:grid-cols-2 md:grid-cols-4">
            <SelectField
              name="action"
              label={t('action')}
              value={action}
              onChange={(event) => setAction(event.currentTarget.value)}
              options={reading.map(({ actionKey }) => ({ value: actionKey, label: name(actionKey) }))}
            />
            {field('output', t('answerSize'))}
            {field('calls', t('calls'))}
            {field('balance', t('balance'))}
          </div>
        </div>
      </Card>
      <section aria-label={t('result')} aria-live="polite" className="grid gap-4">
        {estimate && (
          <>
            <p className="text-lead font-bold">{answer(estimate)}</p>
            <EstimateResult estimate={estimate} currency={offers.currency} />
          </>
        )}
      </section>
    </>
  )
}

function Count({ text }: { text: string }) {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const units = countUnits(text)
  return (
    <p id="prompt-count" className="text-small text-ink-2">
      {t('counted', {
        typical: formatUnits(units.typical, locale),
        low: formatUnits(units.low, locale),
        high: formatUnits(units.high, locale),
      })}{' '}
      {t('countingRule')}
    </p>
  )
}

/** Null while there is nothing to count. Figures that are none count as nothing. */
function usePromptEstimate(
  { offers, lines, now }: Circumstances,
  asked: { text: string; action: string; figures: typeof FIRST },
) {
  const language = languageOf(useLocale())
  const { text, action, figures } = useDeferredValue(asked)
  return useMemo(() => {
    const line = lines.find(({ actionKey }) => actionKey === action)
    if (!line || text === '') return null
    const read = (written: string) => parseTokens(typedAmount(written, language)) ?? 0n
    const count = (written: string) => (read(written) < COUNT_MAX ? read(written) : COUNT_MAX)
    const [input, output] = [countUnits(text), sizesAround(count(figures.output))]
    const sizes = spreadOf((level) => ({
      input: input[level],
      ...(line.prices.has('output') ? { output: output[level] } : {}),
    }))
    const { comparisons } = offers
    const workload = describedWorkload(line, sizes, count(figures.calls) / TOKEN)
    return estimateOf(workload, { offer: offers, comparisons, balance: read(figures.balance), now })
  }, [text, action, figures, lines, offers, now, language])
}
