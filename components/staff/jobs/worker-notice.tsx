import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { When } from '@/components/ui/when'
import type { Instant } from '@/lib/domain/instants'

/** Whether anybody runs the jobs. */
export function WorkerNotice({ workers, seenAt }: { workers: number; seenAt: Instant | null }) {
  const t = useTranslations('staffJobs')
  if (workers > 0) return <p className="text-small text-ink-2">{t('workers', { count: workers })}</p>
  const command = { command: () => <code className="font-mono">npm run worker</code> }
  return (
    <Notice tone="warn" title={t('noWorker')}>
      <p>
        {seenAt === null ? t('neverSeen') : t.rich('lastSeen', { time: () => <When at={seenAt} zone="UTC" /> })}{' '}
        {t.rich('startOne', command)}
      </p>
    </Notice>
  )
}
