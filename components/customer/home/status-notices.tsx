import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { HomeView } from '@/lib/domain/forecast/views'

/** What stands above everything else: an account that is not simply open. */
export function StatusNotices({ status }: { status: HomeView['account']['status'] }) {
  const t = useTranslations('home')
  if (status === 'frozen') {
    return (
      <div className="mb-4 md:mb-6">
        <Notice tone="danger" title={t('frozen')}>
          {t('frozenMore')}
        </Notice>
      </div>
    )
  }
  if (status === 'closed') {
    return (
      <div className="mb-4 md:mb-6">
        <Notice tone="neutral" title={t('closed')}>
          {t('closedMore')}
        </Notice>
      </div>
    )
  }
  return null
}
