import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { When } from '@/components/ui/when'
import { formatDecimal, scaledToDecimal } from '@/lib/domain/format/decimals'
import { formatTime } from '@/lib/domain/format/format-time'
import { type Instant, SECOND } from '@/lib/domain/instants'
import type { JobRun, JobView } from '@/lib/domain/oversight/jobs'
import { rhythmOf } from '@/lib/domain/oversight/schedule'

const MILLISECOND: Instant = SECOND / 1000n

/** When a job runs, and what its last run did. */
export function JobFacts({ job: { schedule, lastRun, lastFailure, nextAt, state } }: { job: JobView }) {
  const t = useTranslations('staffJobs')
  return (
    <dl className="grid grid-cols-[9rem_1fr] gap-x-4 gap-y-1 text-small">
      <Fact label={t('schedule')}>
        <Schedule schedule={schedule} />
      </Fact>
      <Fact label={t('lastRun')}>{lastRun ? <Run run={lastRun} /> : t('notYet')}</Fact>
      <Fact label={state === 'failing' ? t('nextTry') : t('nextRun')}>
        <When at={nextAt} zone="UTC" style={state === 'failing' ? 'time' : 'instant'} />
      </Fact>
      {state !== 'failing' && lastFailure?.error && (
        <Fact label={t('lastFailure')}>
          {t.rich('failure', {
            time: () => <When at={lastFailure.finishedAt} zone="UTC" />,
            error: lastFailure.error,
          })}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

function Schedule({ schedule }: { schedule: string }) {
  const t = useTranslations('staffJobs')
  const locale = useLocale()
  const rhythm = rhythmOf(schedule)
  if (rhythm.kind === 'other') return <code className="font-mono">{schedule}</code>
  if (rhythm.kind === 'hour') return t('everyHour', { minute: rhythm.minute })
  return rhythm.kind === 'minute' ? t('everyMinute') : t('everyDay', { time: formatTime(rhythm.at, 'UTC', locale) })
}

/** "24 Nov, 00:40, in 0.412 s: 12 accounts, 15 transactions". */
function Run({ run: { startedAt, finishedAt, counts, outcome } }: { run: JobRun }) {
  const t = useTranslations('staffJobs')
  const locale = useLocale()
  const done = Object.entries(counts).filter(([, count]) => count > 0)
  const words = done.map(([what, count]) => {
    const key = `counts.${what}` as 'counts.accounts'
    return t.has(key) ? t(key, { count }) : `${what}: ${count}`
  })
  const otherwise = outcome === 'failed' ? t('didFail') : t('didNothing')
  return t.rich('ran', {
    time: () => <When at={finishedAt} zone="UTC" />,
    seconds: formatDecimal(scaledToDecimal((finishedAt - startedAt) / MILLISECOND, 3), locale),
    did: words.length > 0 ? words.join(', ') : otherwise,
  })
}
