import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { Card } from '@/components/ui/card'
import { Tag } from '@/components/ui/tag'
import type { FormAction } from '@/lib/domain/form-state'
import type { JobState, JobView } from '@/lib/domain/oversight/jobs'
import { JobFacts } from './job-facts'
import { JobFailure } from './job-failure'

interface JobListProps {
  jobs: readonly JobView[]
  /** Has a failed job tried again; null for those who may not. */
  retry: FormAction<string> | null
}

const TONES = { never: 'neutral', well: 'ok', running: 'info', failing: 'danger' } as const satisfies Record<
  JobState,
  string
>

/** What is done by the clock, and what became of it. */
export function JobList({ jobs, retry }: JobListProps) {
  const t = useTranslations('staffJobs')
  if (jobs.length === 0) return <p className="text-ink-2">{t('none')}</p>
  return jobs.map((job) => (
    <Card key={job.name} title={<JobTitle name={job.name} />} aside={<Tag tone={TONES[job.state]}>{t(job.state)}</Tag>}>
      <div className="grid gap-4">
        {job.failing && <JobFailure failing={job.failing} />}
        <JobFacts job={job} />
        {retry && job.state === 'failing' && (
          <ActionForm
            action={retry}
            fields={[]}
            hidden={{ name: job.name }}
            submit={t('retry')}
            submitVariant="secondary"
            said={{ asked: t('asked') }}
          />
        )}
      </div>
    </Card>
  ))
}

/** In words where we know it, with its name beside. */
function JobTitle({ name }: { name: string }) {
  const t = useTranslations('staffJobs')
  const key = `titles.${name.replaceAll('.', '-')}` as 'titles.ledger-settle-due'
  if (!t.has(key)) return <code className="font-mono">{name}</code>
  return (
    <>
      {t(key)} <code className="font-mono text-small font-normal text-ink-3">{name}</code>
    </>
  )
}
