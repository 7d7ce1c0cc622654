import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/forms/button-form'
import { ButtonLink, buttonClasses } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice, ReadOnlyNote } from '@/components/ui/notice'
import type { HomeView } from '@/lib/domain/forecast/views'
import { MINUTE } from '@/lib/domain/instants'
import { isOwed } from '@/lib/domain/purchases/dunning'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { OrderAfterwards } from '@/lib/domain/purchases/refund'
import { KeepLooking } from './keep-looking'
import { LookOnce } from './look-once'
import { OrderAnswer } from './order-answer'
import { OrderDocuments } from './order-documents'
import { OrderFacts } from './order-facts'
import { RefundNote } from './refund-note'
import { stageOf } from './stages'

interface OrderPageProps {
  order: Order
  /** The account as it is after the order. */
  home: HomeView
  /** What became of it since it was paid. */
  afterwards: OrderAfterwards
  buyers: { mayBuy: boolean; names: readonly string[] }
  /** Whether somebody came here from trying to buy again. */
  isAgain: boolean
  giveUp: (form: FormData) => Promise<void>
  payNow: (form: FormData) => Promise<void>
}

/** "Did my purchase work?" */
export function OrderPage({ order, home, afterwards, buyers, isAgain, ...actions }: OrderPageProps) {
  const t = useTranslations('orders')
  const { accountId, id, state, sessionUrl, settledAt } = order
  const isPending = state === 'pending'
  const isForPeople = order.payWay === 'page' || isOwed(order)
  const isNew = state === 'done' && settledAt !== null && home.asOf - settledAt < 2n * MINUTE
  return (
    <div className="mx-auto grid w-full max-w-[40rem] gap-5">
      {isAgain && <Notice tone="warn">{t('again')}</Notice>}
      <OrderAnswer {...{ order, home, afterwards }} />
      {isPending && (sessionUrl !== null || stageOf(order, afterwards, home.asOf) !== 'retry') && <KeepLooking />}
      {isNew && <LookOnce />}
      {isPending && isForPeople && !buyers.mayBuy && (
        <ReadOnlyNote>{t('readOnly', { names: buyers.names.join(', ') })}</ReadOnlyNote>
      )}
      {isPending && isForPeople && buyers.mayBuy && (
        <div className="flex flex-wrap items-center gap-3">
          {sessionUrl !== null && (
            <a href={sessionUrl} className={buttonClasses('primary')}>
              {t('goOn')}
            </a>
          )}
          {order.payWay === 'page' && (
            <ButtonForm action={actions.giveUp} hidden={{ accountId, orderId: id }}>
              {t('cancel')}
            </ButtonForm>
          )}
          {isOwed(order) && sessionUrl === null && !order.isTrying && (
            <ButtonForm action={actions.payNow} hidden={{ accountId, orderId: id }}>
              {t('payNow')}
            </ButtonForm>
          )}
        </div>
      )}
      <Card title={t('facts')}>
        <OrderFacts order={order} home={home} />
      </Card>
      {afterwards.documents.length > 0 && (
        <Card title={t('documents')}>
          <OrderDocuments {...{ accountId }} documents={afterwards.documents} />
        </Card>
      )}
      {state === 'done' && <RefundNote {...{ order, home, buyers }} offer={afterwards.offer} />}
      {!isPending && (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={`/a/${accountId}` as Route} variant={state === 'done' ? 'primary' : 'secondary'}>
            {t('toHome')}
          </ButtonLink>
          {state !== 'done' && buyers.mayBuy && (
            <ButtonLink href={`/a/${accountId}/buy` as Route}>{t('buyAgain')}</ButtonLink>
          )}
        </div>
      )}
      <p>
        <Link href={`/a/${accountId}/orders` as Route}>{t('all')}</Link>
      </p>
    </div>
  )
}
