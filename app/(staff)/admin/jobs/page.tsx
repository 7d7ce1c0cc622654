import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { JobList } from '@/components/staff/jobs/job-list'
import { WorkerNotice } from '@/components/staff/jobs/worker-notice'
import { listJobs } from '@/lib/usecases/oversight/list-jobs'
import { forPage } from '@/lib/web/page-answer'
import { staffCaller } from '@/lib/web/session'
import { tryAgain } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  await staffCaller()
  return { title: (await getTranslations('staffJobs'))('title') }
}

export default async function JobsPage() {
  const t = await getTranslations('staffJobs')
  const { workers, seenAt, jobs, mayRetry } = await forPage(listJobs(await staffCaller(), {}))
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h1 className="text-heading font-bold">{t('title')}</h1>
        <p className="text-ink-2">{t('lead')}</p>
      </div>
      <WorkerNotice workers={workers} seenAt={seenAt} />
      <JobList jobs={jobs} retry={mayRetry ? tryAgain : null} />
    </div>
  )
}
