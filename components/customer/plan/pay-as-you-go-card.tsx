import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { useTokenWords } from '@/components/ui/token-amount'
import type { PayAsYouGo } from '@/lib/domain/purchases/pay-as-you-go'

/** Whether work goes on beyond the tokens, and the way to change it. */
export function PayAsYouGoCard({ accountId, agreed }: { accountId: string; agreed: PayAsYouGo | null }) {
  const t = useTranslations('payAsYouGo')
  const tokens = useTokenWords()
  return (
    <Card title={t('linkTitle')}>
      <p className="max-w-measure">
        {agreed?.isOn ? t('linkOn', { cap: tokens(agreed.cap) }) : t('linkOff')}{' '}
        <Link href={`/a/${accountId}/plan/pay-as-you-go` as Route}>{t('link')}</Link>
      </p>
    </Card>
  )
}
