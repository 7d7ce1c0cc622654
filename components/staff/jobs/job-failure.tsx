import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'

/** Why a job failed last, and how often it was tried. */
export function JobFailure({ failing: { attempts, error } }: { failing: { attempts: number; error: string } }) {
  const t = useTranslations('staffJobs')
  return (
    <Notice tone="danger" title={t('failed', { count: attempts })}>
      <p className="font-mono text-small whitespace-pre-wrap wrap-anywhere">{error}</p>
    </Notice>
  )
}
