import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice, ReadOnlyNote } from '@/components/ui/notice'
import { useTokenWords } from '@/components/ui/token-amount'
import type { FormAction } from '@/lib/domain/form-state'
import type { CustomerOrder, CustomerOrders } from '@/lib/domain/oversight/customer-orders'
import { CustomerOrderCard } from './customer-order-card'
import { RefundCard, UnfreezeCard } from './deed-cards'

interface CustomerOrdersPageProps {
  view: CustomerOrders
  isFirst: boolean
  mayAct: boolean
  asked: { refund: CustomerOrder | null; unfreeze: boolean }
  actions: Readonly<Record<'refund' | 'unfreeze', FormAction<string>>>
}

/** What a customer bought, what became of it, and what staff may do about it. */
export function CustomerOrdersPage({ view, isFirst, mayAct, asked, actions }: CustomerOrdersPageProps) {
  const t = useTranslations('staffOrders')
  const here = `/admin/customers/${view.accountId}/orders` as Route
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <p className="flex flex-wrap gap-4 text-small">
          <Link href="/admin/customers">{t('back')}</Link>
          <Link href={`/admin/customers/${view.accountId}/limits` as Route}>{t('limits')}</Link>
        </p>
        <h1 className="text-heading font-bold wrap-anywhere">{t('title', { name: view.accountName })}</h1>
      </div>
      {asked.refund && <RefundCard {...{ here }} order={asked.refund} action={actions.refund} />}
      {asked.unfreeze && <UnfreezeCard {...{ here }} accountId={view.accountId} action={actions.unfreeze} />}
      {view.status === 'frozen' && !asked.unfreeze && <Frozen {...{ view, here, mayAct }} />}
      {!mayAct && <ReadOnlyNote>{t('mayNot')}</ReadOnlyNote>}
      {view.orders.length === 0 && (
        <Card>
          <p className="text-ink-2">{t('empty')}</p>
        </Card>
      )}
      {view.orders.map((one) => (
        <CustomerOrderCard key={one.order.id} {...{ here, mayAct }} view={view} order={one} />
      ))}
      {(view.next !== null || !isFirst) && (
        <p className="flex flex-wrap gap-4">
          {!isFirst && <Link href={here}>{t('newest')}</Link>}
          {view.next !== null && <Link href={`${here}?before=${view.next}` as Route}>{t('older')}</Link>}
        </p>
      )}
    </div>
  )
}

function Frozen({ view, here, mayAct }: { view: CustomerOrders; here: Route; mayAct: boolean }) {
  const t = useTranslations('staffOrders')
  const words = useTokenWords()
  return (
    <Notice tone="danger">
      <p>
        {t('frozen')} {view.debt > 0n && t('frozenDebt', { debt: words(view.debt) })}
      </p>
      {mayAct && (
        <p className="mt-2">
          <ButtonLink href={`${here}?unfreeze=1` as Route} variant="secondary">
            {t('unfreeze')}
          </ButtonLink>
        </p>
      )}
    </Notice>
  )
}
