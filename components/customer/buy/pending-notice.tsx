import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { useTokenWords } from '@/components/ui/token-amount'
import type { Order } from '@/lib/domain/purchases/order-model'

/** Stands in the place of a form while another purchase is under way. */
export function PendingNotice({ order: { accountId, id, tokens } }: { order: Order }) {
  const t = useTranslations('buy')
  const words = useTokenWords()
  return (
    <Notice tone="warn" title={t('pending', { tokens: words(tokens) })}>
      <Link href={`/a/${accountId}/orders/${id}` as Route}>{t('pendingLink')}</Link>
    </Notice>
  )
}
