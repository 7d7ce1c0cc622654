import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { GrantFate } from '@/lib/domain/purchases/plan-preview'
import type { PlanReview } from '@/lib/domain/purchases/plan-views'

/** Every grant that is there now, and what becomes of it. */
export function ReviewGrants({ review }: { review: PlanReview }) {
  const t = useTranslations('plans.review')
  const { grants } = review.preview
  const lost = grants.reduce((sum, grant) => sum + grant.lost, 0n)
  if (grants.length === 0) return <p className="text-ink-2">{t('noGrants')}</p>
  return (
    <div className="grid gap-3">
      <p>
        {lost > 0n ? (
          <strong>{t.rich('lost', { tokens: () => <TokenAmount amount={lost} sense="used" unit /> })}</strong>
        ) : (
          t('nothingLost')
        )}
      </p>
      <DataTable
        caption={t('grants')}
        rows={grants}
        rowKey={({ grantId }) => grantId}
        columns={[
          { key: 'name', header: t('grant'), rowHeader: true, cell: ({ name }) => name },
          {
            key: 'tokens',
            header: t('tokens'),
            numeric: true,
            result: true,
            cell: ({ tokens }) => <TokenAmount amount={tokens} sense="left" />,
          },
          { key: 'fate', header: t('fate'), cell: (fate) => <Fate fate={fate} review={review} /> },
        ]}
      />
    </div>
  )
}

function Fate({
  fate: { lost, until, rollsOver },
  review: { timeZone, asOf },
}: {
  fate: GrantFate
  review: PlanReview
}) {
  const t = useTranslations('plans.review')
  const tokens = (amount: bigint) => () => <TokenAmount amount={amount} sense="left" unit />
  if (lost > 0n) return <strong>{t.rich('fates.lost', { tokens: tokens(lost) })}</strong>
  if (until === null) return t('fates.kept')
  const at = () => <When at={until} zone={timeZone} now={asOf} style="deadline" />
  return rollsOver > 0n
    ? t.rich('fates.rollsOver', { until: at, tokens: tokens(rollsOver) })
    : t.rich('fates.keptUntil', { until: at })
}
