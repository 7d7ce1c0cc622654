import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { HomeView } from '@/lib/domain/forecast/views'

/** What stands above everything else: an account that is not simply open. */
export function StatusNotices({ status }: { status: HomeView['account']['status'] }) {
  const t = useTranslations('home')
  if (status === 'frozen') {
    return (
      <Notice tone="danger" title={t('frozen')}>
        {t('frozenMore')}
      </Notice>
    )
  }
  if (status === 'closed') {
    return (
      <Notice tone="neutral" title={t('closed')}>
        {t('closedMore')}
      </Notice>
    )
  }
  return null
}
