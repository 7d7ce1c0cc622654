'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { type Estimate, estimateOf } from '@/lib/domain/purchases/estimate'
import { readUsageCsv } from '@/lib/domain/purchases/usage-csv'
import { recordedWorkload } from '@/lib/domain/purchases/workload'
import { TOKEN } from '@/lib/domain/tokens'
import type { Circumstances } from './circumstances'
import { useAnswer } from './estimate-answer'
import { EstimateResult } from './estimate-result'

const BYTES_MAX = 20_000_000
const EXAMPLE = 'occurred_at,action,input,output\n2026-11-02T10:00:00Z,chat,1000,300\n'

type Reading =
  | { kind: 'refused'; why: 'tooLarge' | 'noHeader' | 'noCalls' }
  | { kind: 'read'; estimate: Estimate; calls: number; months: number; unread: number }

/** Reads a file of usage where it is: in this browser. Nothing of it is sent. */
export function UsageFileReader(circumstances: Circumstances) {
  const t = useTranslations('estimate')
  const [reading, setReading] = useState<Reading | null>(null)
  const read = async (file: File | undefined) => setReading(file ? await readFile(file, circumstances) : null)
  return (
    <>
      <Card title={t('tabs.file')} className="print:hidden">
        <div className="grid gap-4">
          <p className="max-w-measure">{t('localFile')}</p>
          <noscript>
            <Notice tone="warn">{t('needsScript')}</Notice>
          </noscript>
          <p className="max-w-measure">{t('fileForm')}</p>
          <pre className="rounded-large border border-hairline bg-sunken p-3 font-mono text-small whitespace-pre-wrap wrap-anywhere">
            {EXAMPLE}
          </pre>
          <div className="grid gap-1">
            <label htmlFor="usage" className="font-medium">
              {t('file')}
            </label>
            <input
              id="usage"
              type="file"
              accept=".csv,text/csv"
              className="min-h-11 w-full min-w-0 file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-small file:border file:border-solid file:border-accent file:bg-surface file:px-4 file:font-medium file:text-accent sm:file:min-h-10"
              onChange={(event) => read(event.currentTarget.files?.[0])}
            />
          </div>
        </div>
      </Card>
      <section aria-label={t('result')} aria-live="polite" className="grid gap-4">
        {reading?.kind === 'refused' && <Notice tone="danger">{t(`refused.${reading.why}`)}</Notice>}
        {reading?.kind === 'read' && <Read reading={reading} currency={circumstances.offers.currency} />}
      </section>
    </>
  )
}

function Read({ reading, currency }: { reading: Extract<Reading, { kind: 'read' }>; currency: string }): ReactNode {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const answer = useAnswer(currency)
  const figure = (count: number) => formatTokens(BigInt(count) * TOKEN, locale)
  return (
    <>
      <p className="text-lead font-bold">{answer(reading.estimate)}</p>
      <p className="max-w-measure text-ink-2">
        {t('fileRead', { calls: figure(reading.calls), months: reading.months })}{' '}
        {reading.unread > 0 && t('fileUnread', { count: reading.unread, rows: figure(reading.unread) })}{' '}
        {t('fileRange')}
      </p>
      <EstimateResult estimate={reading.estimate} currency={currency} />
    </>
  )
}

async function readFile(file: File, { offers, lines, now }: Circumstances): Promise<Reading> {
  if (file.size > BYTES_MAX) return { kind: 'refused', why: 'tooLarge' }
  const usage = readUsageCsv(await file.text())
  if (!usage) return { kind: 'refused', why: 'noHeader' }
  const card = { version: 0, effectiveAt: 0n, lines: new Map(lines.map((line) => [line.actionKey, line])) }
  const workload = recordedWorkload(card, usage.calls)
  if (!workload) return { kind: 'refused', why: 'noCalls' }
  return {
    kind: 'read',
    estimate: estimateOf(workload, { offer: offers, comparisons: offers.comparisons, balance: 0n, now }),
    calls: workload.calls,
    months: workload.names.length,
    unread: usage.unread + workload.unpriced,
  }
}
